package batch

import (
	"crypto/sha256"
	"encoding/binary"
	"reflect"

	"kansli/internal/casefile"
)

// sumOf sums up the contents of a file, with all that it refers to.
func sumOf(file casefile.File) Sum {
	b := appendValue(make([]byte, 0, 8<<10), reflect.ValueOf(file.Case))
	return sha256.Sum256(appendValue(b, reflect.ValueOf(file.Meeting)))
}

// appendValue writes a value so that different values of a type are written
// differently. Fields that are not set are left out, since most are not.
func appendValue(b []byte, v reflect.Value) []byte {
	switch v.Kind() {
	case reflect.Pointer:
		if v.IsNil() {
			return append(b, 0)
		}
		return appendValue(append(b, 1), v.Elem())
	case reflect.Struct:
		for i := range v.NumField() {
			if f := v.Field(i); !f.IsZero() {
				b = appendValue(binary.AppendUvarint(b, uint64(i)+1), f)
			}
		}
		return append(b, 0)
	case reflect.Slice:
		b = binary.AppendUvarint(b, uint64(v.Len()))
		for i := range v.Len() {
			b = appendValue(b, v.Index(i))
		}
		return b
	case reflect.String:
		return append(binary.AppendUvarint(b, uint64(v.Len())), v.String()...)
	case reflect.Bool:
		if v.Bool() {
			return append(b, 1)
		}
		return append(b, 0)
	}
	if v.CanInt() {
		return binary.AppendVarint(b, v.Int())
	}
	if v.CanUint() {
		return binary.AppendUvarint(b, v.Uint())
	}
	panic("batch: no way to sum up a " + v.Type().String())
}
