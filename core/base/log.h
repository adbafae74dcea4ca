#pragma once

#include <string>
#include <vector>

namespace mbtr {

enum class Severity { Note, Warning, Error };

/// Something the user should know about an input; collected as values, shown by whoever asked. line 0 = no line.
struct Message {
    Severity severity = Severity::Warning;
    std::string path;
    long line = 0;
    std::string text;
};

using Messages = std::vector<Message>;

/// "path, line N: text", leaving out what is not known.
std::string toText(const Message& message);

} // namespace mbtr
