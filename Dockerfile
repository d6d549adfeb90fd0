# Builds a static program and puts nothing else into the image, which has no
# shell and no root. The configuration is built in; mount your own as
# /config.toml, or set CIFRA_BOT_LANGUAGE and CIFRA_DATA_SETS.
#
#   docker build -t cifra .
#   docker run --rm -it cifra
#   docker run --rm cifra ask how many victims were women

FROM golang:1.26 AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
RUN CGO_ENABLED=0 go build -trimpath -ldflags="-s -w" -o /cifra ./cmd/cifra

FROM scratch
COPY --from=build /cifra /cifra
USER 65532:65532
WORKDIR /
ENTRYPOINT ["/cifra"]
