package wim

// readCodes reads the Huffman codes at the head of a compressed LZX block: the
// aligned one where there is one, the main one in two parts (literals,
// matches), the one of lengths.
func (x *lzx) readCodes(r *bitReader, aligned bool) error {
	if aligned {
		var lengths [8]byte
		for i := range lengths {
			lengths[i] = byte(r.read(3))
		}
		if !x.aligned.build(lengths[:]) {
			return corrupt("the aligned code of an LZX block is not complete")
		}
	}
	for _, part := range [][]byte{x.mainLengths[:256], x.mainLengths[256:]} {
		if err := x.readLengths(r, part); err != nil {
			return err
		}
	}
	if !x.main.build(x.mainLengths) {
		return corrupt("the main code of an LZX block is not complete")
	}
	if err := x.readLengths(r, x.lengthLengths[:]); err != nil {
		return err
	}
	if !x.length.build(x.lengthLengths[:]) {
		return corrupt("the length code of an LZX block is not complete")
	}
	return nil
}

// readLengths changes the code lengths of the block before into those of this
// block. They come as differences modulo 17, with runs of zeros (17, 18) and
// of equal lengths (19), in a code of their own.
func (x *lzx) readLengths(r *bitReader, lengths []byte) error {
	var pre [20]byte
	for i := range pre {
		pre[i] = byte(r.read(4))
	}
	if !x.pre.build(pre[:]) {
		return corrupt("a code of code lengths in an LZX block is not complete")
	}
	for i := 0; i < len(lengths); {
		symbol, run, to := x.pre.decode(r), 1, byte(0)
		switch symbol {
		case 17:
			run = 4 + r.read(4)
		case 18:
			run = 20 + r.read(5)
		case 19:
			run = 4 + r.read(1)
			symbol = x.pre.decode(r)
			if symbol > 16 {
				return corrupt("a run of code lengths in an LZX block has no length")
			}
			fallthrough
		default:
			to = byte((int(lengths[i]) + 17 - symbol) % 17)
		}
		if r.failed || run > len(lengths)-i {
			return corrupt("the code lengths of an LZX block are too few or too many")
		}
		for range run {
			lengths[i] = to
			i++
		}
	}
	return nil
}
