package wim

import "encoding/binary"

// lzxFileSize is the file size that WIM assumes for the translation of calls.
const lzxFileSize = 12_000_000

// restoreCalls undoes what LZX compressors do to x86 code: in what follows an
// E8 byte, the call instruction, they replace the relative target by the
// absolute one, which repeats more often. In WIM this is done to every chunk
// with offsets counted from its beginning; its last ten bytes are left alone.
func restoreCalls(chunk []byte) {
	for i := 0; i < len(chunk)-10; i++ {
		if chunk[i] != 0xe8 {
			continue
		}
		target := chunk[i+1 : i+5]
		absolute := int32(binary.LittleEndian.Uint32(target))
		switch at := int32(i); {
		case absolute >= 0 && absolute < lzxFileSize:
			binary.LittleEndian.PutUint32(target, uint32(absolute-at))
		case absolute < 0 && absolute >= -at:
			binary.LittleEndian.PutUint32(target, uint32(absolute+lzxFileSize))
		}
		i += 4
	}
}
