package pdf

import (
	"encoding/binary"
	"math"
	"sync"
)

func (w *writer) profile() {
	data := sRGB()
	w.begin(objProfile)
	w.str("<</N 3/Filter/FlateDecode")
	w.stream(data)
}

// sRGB is the compressed colour profile of IEC 61966-2.1 in the form of ICC
// version 2.1: a matrix and one curve, made from the standard's own formula.
var sRGB = sync.OnceValue(func() []byte { return deflate(makeProfile()) })

func makeProfile() []byte {
	const headSize, tagCount, curveSize = 128, 9, 256
	be := binary.BigEndian
	xyz := func(v ...float64) []byte {
		b := append([]byte("XYZ "), 0, 0, 0, 0)
		for _, x := range v {
			b = be.AppendUint32(b, uint32(int32(math.Round(x*65536))))
		}
		return b
	}
	const name = "sRGB IEC61966-2.1"
	describe := be.AppendUint32([]byte("desc\x00\x00\x00\x00"), uint32(len(name)+1))
	describe = append(append(describe, name...), make([]byte, 1+4+4+2+1+67)...)
	curve := be.AppendUint32([]byte("curv\x00\x00\x00\x00"), curveSize)
	for i := range curveSize {
		v := float64(i) / (curveSize - 1)
		if v <= 0.04045 {
			v /= 12.92
		} else {
			v = math.Pow((v+0.055)/1.055, 2.4)
		}
		curve = be.AppendUint16(curve, uint16(math.Round(v*65535)))
	}
	parts := [][]byte{
		describe,
		[]byte("text\x00\x00\x00\x00public domain\x00"),
		xyz(0.9642, 1, 0.8249),
		xyz(0.4360747, 0.2225045, 0.0139322), // the primaries, adapted to D50
		xyz(0.3850649, 0.7168786, 0.0971045),
		xyz(0.1430804, 0.0606169, 0.7141733),
		curve,
	}
	tags := [tagCount]struct {
		name string
		part int
	}{{"desc", 0}, {"cprt", 1}, {"wtpt", 2}, {"rXYZ", 3}, {"gXYZ", 4}, {"bXYZ", 5}, {"rTRC", 6}, {"gTRC", 6}, {"bTRC", 6}}

	var body []byte
	var at [7]int
	for i, p := range parts {
		at[i] = headSize + 4 + 12*tagCount + len(body)
		body = append(body, p...)
		for len(body)%4 != 0 {
			body = append(body, 0)
		}
	}
	head := make([]byte, headSize)
	copy(head[8:], "\x02\x10\x00\x00mntrRGB XYZ ")
	copy(head[24:], "\x07\xce\x00\x02\x00\x09\x00\x06\x00\x31\x00\x00") // the date of the standard
	copy(head[36:], "acsp")
	copy(head[68:], xyz(0.9642, 1, 0.8249)[8:])
	out := be.AppendUint32(head, tagCount)
	for _, t := range tags {
		out = append(out, t.name...)
		out = be.AppendUint32(out, uint32(at[t.part]))
		out = be.AppendUint32(out, uint32(len(parts[t.part])))
	}
	out = append(out, body...)
	be.PutUint32(out, uint32(len(out)))
	return out
}
