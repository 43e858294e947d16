"""The rule engine: packs in, spans out. Pure, and it knows no kind.

The way of a rule: `yaml12` and `written` read its file, `pack` puts macros and lists (`seeds`, `trie`) in their places,
`ruleset` gathers all rules. `syntax` reads a pattern into a tree of `nodes`, and `sketch` takes from it what a match
begins with (`heads`, `edges`), what it needs (`needs`), and its form for arrays (`lower` and `steps`, `whole`). `plan`
joins that of all rules (`wanted`), `cache` keeps it.
The way of a text: cut into `tokens`, it shows where each rule can match (`candidates`); `walk` and `ends` refuse or
confirm most places in arrays, `match` tries the rest. `resolve` says which matches stand, `normalise` makes rows of
them.
"""
