#include "core/io/xyz/qm9_frame.h"

#include "core/base/error.h"
#include "core/base/text.h"
#include "core/dataset/dataset_builder.h"
#include "core/io/line_words.h"
#include "core/io/text_input.h"
#include "core/io/xyz_dialects.h"

namespace mbtr {

Qm9Texts readQm9Tail(TextInput& input, std::optional<long long>& nextCount)
{
    Qm9Texts texts;
    std::string_view line;
    if (!input.next(line))
        return texts;
    const auto words = splitWords(line);
    if (words.size() == 1)
        nextCount = parseInteger(words[0]);
    if (words.empty() || nextCount)
        return texts;
    for (const auto word : words)
        texts[0].append(texts[0].empty() ? "" : " ").append(word);
    for (std::size_t i = 1; i < texts.size(); i += 2) {
        if (!input.next(line))
            input.fail("expected SMILES and InChI of a QM9 file, the file ends here");
        texts[i] = nextWord(line);
        texts[i + 1] = nextWord(line);
    }
    return texts;
}

void setQm9Properties(DatasetBuilder& builder, const std::string& comment, const Qm9Texts& texts, const CommentPlace& place)
{
    const auto words = splitWords(comment);
    for (std::size_t i = 0; i < kQm9Properties.size(); ++i) {
        const auto number = parseDouble(words[i + 2]);
        if (!number)
            throw FileError(place.path, place.line,
                            std::string(kQm9Properties[i].name) + ": expected a number, found " + inQuotes(words[i + 2]));
        builder.set(kQm9Properties[i].name, std::span(&*number, 1));
    }
    const char* const names[] = {"frequencies", "smiles", "smiles_relaxed", "inchi", "inchi_relaxed"};
    for (std::size_t i = 0; i < texts.size(); ++i)
        if (!texts[i].empty())
            builder.set(names[i], std::string_view(texts[i]));
}

} // namespace mbtr
