#pragma once

#include <array>
#include <optional>
#include <string>

namespace mbtr {

class DatasetBuilder;
class TextInput;

/// What stands behind the atoms of a QM9 file: frequencies (cm^-1), two SMILES, two InChI, each of the GDB-17 molecule and of the
/// relaxed one.
using Qm9Texts = std::array<std::string, 5>;

/// Empty texts where the atoms are followed by a blank line, the end of the file or the next frame, whose number of atoms then is
/// in `nextCount`: a line with one whole number, which frequencies never are. Throws FileError where the tail ends too early.
Qm9Texts readQm9Tail(TextInput& input, std::optional<long long>& nextCount);

/// Where a comment line stands, for errors.
struct CommentPlace {
    std::string path;
    long line = 0;
};

/// Sets the properties of the structure that was added last; comment: as isQm9Comment() knows it. Throws FileError for what is no
/// number.
void setQm9Properties(DatasetBuilder& builder, const std::string& comment, const Qm9Texts& texts, const CommentPlace& place);

} // namespace mbtr
