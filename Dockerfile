# Builds a static program and puts nothing else into the image, which has no
# shell and no root, and needs no root file system that can be written to. The
# configuration is built in; mount your own as /config.toml, or set its keys in
# the environment (CIFRA_SLACK_ENABLED=true).
#
#   docker build -t cifra .
#   docker run --rm -it cifra
#   docker run --rm cifra ask how many victims were women
#   docker run -d --read-only -v cifra:/var/lib/cifra -e CIFRA_TELEGRAM_ENABLED=true \
#     -e TELEGRAM_BOT_TOKEN cifra serve

FROM golang:1.26 AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
RUN CGO_ENABLED=0 go build -trimpath -ldflags="-s -w" -o /cifra ./cmd/cifra && mkdir /state

FROM scratch
COPY --from=build /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/
COPY --from=build --chown=65532:65532 /state /var/lib/cifra
COPY --from=build /cifra /cifra
USER 65532:65532
WORKDIR /
ENV CIFRA_STATE_PATH=/var/lib/cifra/cifra.db CIFRA_UNANSWERED_PATH=/var/lib/cifra/unanswered.jsonl
VOLUME /var/lib/cifra
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=5s --start-period=10s CMD ["/cifra", "health"]
ENTRYPOINT ["/cifra"]
