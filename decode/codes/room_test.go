package codes

import (
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"

	"github.com/google/go-cmp/cmp"

	"vaxcheck/internal/mint"
)

// TestRoom: never more inside than there is room for, all get in, and one that is
// too large has the room alone.
func TestRoom(t *testing.T) {
	const size = 100
	room := NewRoom(size)
	var inside, most, alone atomic.Int64
	var all sync.WaitGroup
	for i := range 200 {
		need := int64([]int{1, 30, 60, 100, 5000}[i%5])
		all.Go(func() {
			leave := room.Enter(need)
			now := inside.Add(min(need, size))
			if now > size {
				t.Errorf("%d inside", now)
			}
			if need > size && now == size {
				alone.Add(1)
			}
			most.Store(max(most.Load(), now))
			inside.Add(-min(need, size))
			leave()
			leave() // once is enough
		})
	}
	all.Wait()
	if alone.Load() != 40 {
		t.Errorf("%d of 40 had the room alone", alone.Load())
	}
	if room.free != size {
		t.Errorf("%d free when all have left", room.free)
	}
	(*Room)(nil).Enter(1 << 40)()
}

// TestRoomIsFair: small ones do not pass a large one that came before them.
func TestRoomIsFair(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		room := NewRoom(10)
		first := room.Enter(5)
		var order []string
		come := func(name string, need int64) {
			go func() {
				leave := room.Enter(need)
				order = append(order, name)
				leave()
			}()
			synctest.Wait()
		}
		come("large", 10)
		come("small", 1)
		if len(order) != 0 {
			t.Errorf("%v passed before there was room for the large one", order)
		}
		first()
		synctest.Wait()
		if len(order) != 2 || order[0] != "large" {
			t.Errorf("let in: %v", order)
		}
	})
}

// TestRoomOfPictures: waiting changes no answer, and whatever a file is, it leaves.
func TestRoomOfPictures(t *testing.T) {
	files := lyingPictures(t)
	img := mint.Picture([]string{smallText}, 2)
	for _, kind := range mint.PictureKinds {
		data := mint.PictureFile(kind, img)
		files[kind+", sound"], files[kind+", cut"] = data, data[:len(data)/2]
	}
	for _, size := range []int64{0, 1, 30 << 20, 1 << 40} {
		room := NewRoom(size)
		var all sync.WaitGroup
		for name, data := range files {
			want := Read(data)
			all.Go(func() {
				if diff := cmp.Diff(want, ReadWith(data, Options{Room: room})); diff != "" {
					t.Errorf("room for %d: %s: -without +with\n%s", size, name, diff)
				}
			})
		}
		all.Wait()
		if room.free != size || room.turn != room.last {
			t.Errorf("room for %d: %d free when all have left", size, room.free)
		}
	}
}
