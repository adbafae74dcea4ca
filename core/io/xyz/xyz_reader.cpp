#include "core/base/text.h"
#include "core/io/readers.h"
#include "core/io/text_input.h"
#include "core/io/xyz/xyz_frame.h"

namespace mbtr {

namespace {

/// Steps over blank lines to the number of atoms; nothing at the end of the file.
std::optional<long long> nextCount(TextInput& input)
{
    std::string_view line;
    while (input.next(line)) {
        const std::string_view word = trimmed(line);
        if (word.empty())
            continue;
        const auto count = parseInteger(word);
        if (!count)
            input.fail("expected the number of atoms, found " + inQuotes(word));
        if (*count < 1)
            input.fail("expected a number of atoms of at least 1, found " + inQuotes(word));
        return count;
    }
    return std::nullopt;
}

} // namespace

Dataset readXyz(TextInput& input, const ReadOptions& options)
{
    XyzFrameReader frames(input, options);
    while (input.wantsMore(frames.size())) {
        auto count = frames.takeNextCount();
        if (count && *count < 1)
            input.fail("expected a number of atoms of at least 1, found " + inQuotes(std::to_string(*count)));
        if (!count)
            count = nextCount(input);
        if (!count)
            break;
        frames.read(*count);
    }
    return frames.finish();
}

} // namespace mbtr
