package cmd

import (
	"errors"
	"io/fs"
	"os"
	"sync"
	"time"
)

// unfinished keeps the files that are being written and the folders that were
// made for them, so that an interrupted program leaves none behind.
type unfinished struct {
	mu        sync.Mutex
	files     map[string]*os.File
	folders   []string // the lower ones last
	abandoned bool
}

// mkdir makes a folder that is of no use unless a file gets into it.
func (u *unfinished) mkdir(folder string) error {
	u.mu.Lock()
	defer u.mu.Unlock()
	if u.abandoned {
		return os.ErrClosed
	}
	err := os.Mkdir(folder, 0o777)
	if err == nil {
		u.folders = append(u.folders, folder)
	}
	return err
}

// open creates path, which must not exist.
func (u *unfinished) open(path string) (*os.File, error) {
	u.mu.Lock()
	defer u.mu.Unlock()
	if u.abandoned {
		return nil, os.ErrClosed
	}
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return nil, err
	}
	if u.files == nil {
		u.files = make(map[string]*os.File)
	}
	u.files[path] = f
	return f, nil
}

// rename gives a finished file its name.
func (u *unfinished) rename(path, final string) error {
	u.mu.Lock()
	defer u.mu.Unlock()
	if u.abandoned {
		return os.ErrClosed
	}
	err := os.Rename(path, final)
	if err == nil {
		delete(u.files, path)
	}
	return err
}

// remove takes away a file that is not wanted any more, if it is still there.
func (u *unfinished) remove(path string) {
	u.mu.Lock()
	defer u.mu.Unlock()
	if f := u.files[path]; f != nil {
		discard(f, path)
		delete(u.files, path)
	}
}

// abandon takes away all files; nothing can be opened or renamed afterwards.
func (u *unfinished) abandon() {
	u.mu.Lock()
	defer u.mu.Unlock()
	u.abandoned = true
	for path, f := range u.files {
		discard(f, path)
	}
	for i := len(u.folders) - 1; i >= 0; i-- {
		_ = os.Remove(u.folders[i]) // only if it is empty
	}
}

// discard closes and removes. Its errors are not worth telling: the program
// is about to report why the file is not wanted.
func discard(f *os.File, path string) {
	_ = f.Close()
	// Windows removes no file that is still being written to, as it may be for a
	// moment when the program is interrupted.
	for range 50 {
		if err := os.Remove(path); err == nil || errors.Is(err, fs.ErrNotExist) {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
}
