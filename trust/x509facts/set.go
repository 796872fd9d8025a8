package x509facts

import (
	"iter"
	"slices"
	"sync"
	"time"
)

// Set holds what is kept of certificates or keys, one T of each. It never changes.
// The nil Set is empty. What is part of the program, or merged of several sets, is
// read when it is first asked for.
type Set[T any] struct {
	form *Form[T]
	from Provenance
	held func() *held[T]
}

// held is the content of a set.
type held[T any] struct {
	list []T // tidy
	byID map[string][]int
}

// New makes a set of records that are from somewhere.
func (f *Form[T]) New(from Provenance, list []T) *Set[T] {
	now := f.hold(list)
	return &Set[T]{f, from, func() *held[T] { return now }}
}

// later makes a set of records that are read when they are first asked for.
func (f *Form[T]) later(from Provenance, read func() []T) *Set[T] {
	return &Set[T]{f, from, sync.OnceValue(func() *held[T] { return f.hold(read()) })}
}

func (f *Form[T]) hold(list []T) *held[T] {
	h := &held[T]{list: f.Tidy(list)}
	h.byID = make(map[string][]int, len(h.list))
	for i := range h.list {
		for _, id := range f.IDs(&h.list[i]) {
			h.byID[id] = append(h.byID[id], i)
		}
	}
	return h
}

// Merge unites sets; nil ones are empty. The result is as old as the oldest part,
// and of unknown age if one of them is; its SHA256 is that of the parts' hashes in
// hex, each followed by a line feed.
func (f *Form[T]) Merge(sets ...*Set[T]) *Set[T] {
	return Join(sets, func(sets []*Set[T]) *Set[T] {
		var parts []Provenance
		for _, s := range sets {
			parts = append(parts, s.from)
		}
		return f.later(Unite(parts), func() (all []T) {
			for _, s := range sets {
				all = append(all, s.held().list...)
			}
			return all
		})
	})
}

// Join unites what there is, by a way that is only for two and more. Nil stands for
// nothing.
func Join[S any](all []*S, unite func([]*S) *S) *S {
	all = slices.DeleteFunc(slices.Clone(all), func(s *S) bool { return s == nil })
	switch len(all) {
	case 0:
		return nil
	case 1:
		return all[0]
	}
	return unite(all)
}

// Provenance tells where the set is from and how old it is. It reads nothing.
func (s *Set[T]) Provenance() Provenance {
	if s == nil {
		return Provenance{}
	}
	return s.from
}

// Dated returns the set as one that was taken at another time, which the file
// that it was loaded from does not tell.
func (s *Set[T]) Dated(created time.Time) *Set[T] {
	if s == nil {
		return nil
	}
	return &Set[T]{s.form, s.from.Dated(created), s.held}
}

// Len is how many records the set has.
func (s *Set[T]) Len() int {
	if s == nil {
		return 0
	}
	return len(s.held().list)
}

// All yields the records in their order.
func (s *Set[T]) All() iter.Seq[T] {
	return func(yield func(T) bool) {
		if s == nil {
			return
		}
		for _, record := range s.held().list {
			if !yield(record) {
				return
			}
		}
	}
}

// Find returns all records with a key identifier. An identifier is a hint that
// anyone may copy; it proves nothing.
func (s *Set[T]) Find(id string) (found []T) {
	if s == nil || id == "" {
		return nil
	}
	h := s.held()
	for _, i := range h.byID[id] {
		found = append(found, h.list[i])
	}
	return found
}
