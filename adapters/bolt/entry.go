package bolt

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
)

// errDamaged is of an entry that this package did not write so.
var errDamaged = errors.New("a damaged entry")

// An entry is the time when it expires, in microseconds since 1970, eight
// bytes; the payload; and, in four bytes, a checksum of the key and of both,
// since the file itself has none over its data.
const (
	timeSize = 8
	sumSize  = 4
)

// encodeEntry makes an entry, which shares no memory with payload.
func encodeEntry(key string, payload []byte, expires int64) []byte {
	raw := make([]byte, 0, timeSize+len(payload)+sumSize)
	raw = binary.BigEndian.AppendUint64(raw, uint64(expires))
	raw = append(raw, payload...)
	return binary.BigEndian.AppendUint32(raw, checksum(key, raw))
}

// decodeEntry reads an entry; payload is a part of raw.
func decodeEntry(key string, raw []byte) (payload []byte, expires int64, err error) {
	if len(raw) < timeSize+sumSize {
		return nil, 0, fmt.Errorf("%w of %d bytes", errDamaged, len(raw))
	}
	body, sum := raw[:len(raw)-sumSize], binary.BigEndian.Uint32(raw[len(raw)-sumSize:])
	if got := checksum(key, body); got != sum {
		return nil, 0, fmt.Errorf("%w of %d bytes: checksum %08x, want %08x", errDamaged, len(raw), got, sum)
	}
	return body[timeSize:], int64(binary.BigEndian.Uint64(body)), nil
}

func checksum(key string, body []byte) uint32 {
	table := crc32.MakeTable(crc32.Castagnoli)
	return crc32.Update(crc32.Checksum([]byte(key), table), table, body)
}

// A line of the order by expiry is the time, as in an entry, and the key.
func encodeLine(key string, expires int64) []byte {
	line := make([]byte, 0, timeSize+len(key))
	return append(binary.BigEndian.AppendUint64(line, uint64(expires)), key...)
}

// decodeLine reads a line. One that is too short is of nobody, and long over.
func decodeLine(line []byte) (key string, expires int64) {
	if len(line) < timeSize {
		return "", 0
	}
	return string(line[timeSize:]), int64(binary.BigEndian.Uint64(line))
}
