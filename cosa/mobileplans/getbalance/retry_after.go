package getbalance

import (
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"time"
)

// RetryAfter reads how long the service that is asked too often wants to be
// left alone: a number of seconds or a date.
func RetryAfter(header http.Header, now time.Time) (time.Duration, error) {
	values := header.Values("Retry-After")
	switch len(values) {
	case 0:
		return 0, errors.New("there is no Retry-After header")
	case 1:
	default:
		return 0, fmt.Errorf("there are %d Retry-After headers", len(values))
	}
	if seconds, err := strconv.ParseUint(values[0], 10, 31); err == nil {
		return time.Duration(seconds) * time.Second, nil
	}
	date, err := http.ParseTime(values[0])
	if err != nil {
		return 0, fmt.Errorf("Retry-After %q is neither a number of seconds nor a date as HTTP writes it", shown(values[0]))
	}
	return max(0, date.Sub(now)), nil
}
