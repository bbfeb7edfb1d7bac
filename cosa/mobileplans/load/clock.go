package load

import (
	"context"
	"time"
)

// Clock is what a run goes by.
type Clock struct {
	Now func() time.Time
	// Wait returns at a time, or when the context ends with its error.
	Wait func(ctx context.Context, until time.Time) error
}

// SystemClock is the machine's.
func SystemClock() Clock {
	return Clock{Now: time.Now, Wait: func(ctx context.Context, until time.Time) error {
		timer := time.NewTimer(time.Until(until))
		defer timer.Stop()
		select {
		case <-timer.C:
			return ctx.Err()
		case <-ctx.Done():
			return ctx.Err()
		}
	}}
}
