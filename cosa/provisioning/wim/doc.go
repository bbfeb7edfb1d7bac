// Package wim reads Windows Imaging archives (.wim), the container of Windows
// provisioning packages (.ppkg), as far as is needed to list the files of an
// image and to read one.
//
// [Open] reads the header, the lookup table of resources and the metadata
// resource of one image, each within [Limits]. [Archive.Files] lists what the
// image holds and [Archive.ReadFile] reads a file. Resources are stored plain
// or in chunks compressed with XPRESS or LZX. The SHA-1 of everything read is
// compared with the lookup table, so that content is either what was captured
// or an error.
//
// The layout follows Microsoft's "Windows Imaging File Format (WIM)" document;
// XPRESS is "LZ77+Huffman" of [MS-XCA]; LZX is that of "Microsoft LZX Data
// Compression Format" and [MS-PATCH], in the variant of WIM: each chunk stands
// alone and the translation of E8 calls always takes place. Not supported, and
// said so by name, are LZMS, solid resources (.esd), pipable and split
// archives.
//
// The wim package of github.com/Microsoft/go-winio was no base to build on: it
// refuses XPRESS, which provisioning packages use, and any chunk size but
// 32 KiB; it panics on an LZX block that leaves the window, allocates what a
// header says, compares no hashes, and is built for Windows and Linux only.
package wim
