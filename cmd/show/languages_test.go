package show

import "vaxcheck/cmd/words"

// allLanguages returns the sentences in each language that there is, English first.
func allLanguages() (all []*Sentences) {
	for _, tag := range words.Tags() {
		all = append(all, SentencesIn(tag))
	}
	return all
}
