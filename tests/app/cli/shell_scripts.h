#pragma once

// Apart from the test, whose raw strings moc would not understand.

/// What bash offers for a line whose last word is being typed. "FILES" where it is left to complete names of files.
inline constexpr const char* kBash = R"(
compopt() { echo FILES; }
complete() { :; }
eval "$1"
shift
COMP_WORDS=("$@")
COMP_CWORD=$(($# - 1))
_mbtr
printf '%s\n' "${COMPREPLY[@]}"
)";

/// What zsh offers for a line, in a terminal of its own: the list, and the line as it is then.
inline constexpr const char* kZsh = R"(
zmodload zsh/zpty
zpty shell zsh -f -i
read_until() { local text; while zpty -r shell text; do print -r -- $text; [[ $text == *$1* ]] && break; done }
zpty -w shell "PROMPT=; fpath=($PWD \$fpath); autoload -U compinit; compinit -u -d $PWD/dump; LISTMAX=1000
show_line() { print -r -- \"[\$BUFFER]<EN\"\"D>\" }; zle -N show_line; bindkey '^Y' show_line; unsetopt list_beep; echo re''ady"
read_until ready >/dev/null
zpty -n -w shell "$1"$'\t\t\x19'
read_until '<END>'
)";
