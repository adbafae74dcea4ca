#include "core/io/tables/table.h"

#include "core/base/text.h"
#include "core/io/text_input.h"

#include <algorithm>
#include <set>

namespace mbtr {

namespace {

constexpr std::size_t kMostColumns = 10'000;

char separatorOf(std::string_view titles)
{
    for (const char candidate : {'\t', ';'})
        if (titles.find(candidate) != std::string_view::npos)
            return candidate;
    return ',';
}

/// Cuts the next field off `rest`, which begins with it; `more`: does another one follow?
std::string takeField(std::string_view& rest, char separator, bool& more, const TextInput& input)
{
    std::string field;
    if (rest.starts_with('"')) {
        rest.remove_prefix(1);
        for (;;) {
            const auto quote = rest.find('"');
            if (quote == std::string_view::npos)
                input.fail("the quote is not closed before " + inQuotes(rest));
            field += rest.substr(0, quote);
            rest.remove_prefix(quote + 1);
            if (!rest.starts_with('"'))
                break;
            field += '"';
            rest.remove_prefix(1);
        }
        if (!rest.empty() && rest.front() != separator)
            input.fail("expected the end of the field after a quote, found " + inQuotes(rest));
    }
    const auto end = rest.find(separator);
    field += trimmed(rest.substr(0, end));
    more = end != std::string_view::npos;
    rest.remove_prefix(more ? end + 1 : rest.size());
    return field;
}

std::vector<std::string> fieldsOf(std::string_view line, char separator, const TextInput& input)
{
    std::vector<std::string> fields;
    for (bool more = true; more;)
        fields.push_back(takeField(line, separator, more, input));
    return fields;
}

bool nextLine(TextInput& input, std::string_view& line)
{
    while (input.next(line))
        if (const auto text = trimmed(line); !text.empty() && text.front() != '#')
            return true;
    return false;
}

} // namespace

int Table::column(std::string_view title) const
{
    const auto found
        = std::find_if(titles.begin(), titles.end(), [&](const std::string& one) { return equalsIgnoringCase(one, title); });
    return found == titles.end() ? -1 : static_cast<int>(found - titles.begin());
}

Table readTable(const std::string& path, Progress& progress)
{
    TextInput input(path, progress);
    Table table {.path = input.path(), .titles = {}, .rows = {}, .lines = {}};
    std::string_view line;
    if (!nextLine(input, line))
        input.fail("expected a table with a line of titles, found nothing");
    const char separator = separatorOf(line);
    table.titles = fieldsOf(line, separator, input);
    if (table.titles.size() > kMostColumns)
        input.fail("expected at most " + std::to_string(kMostColumns) + " columns, found " + std::to_string(table.titles.size()));
    std::set<std::string> seen;
    for (std::size_t i = 0; i < table.titles.size(); ++i)
        if (table.titles[i].empty() || !seen.insert(table.titles[i]).second)
            input.fail("expected a title of its own for each column, found " + inQuotes(table.titles[i]) + " for column "
                       + std::to_string(i + 1));
    while (nextLine(input, line)) {
        table.rows.push_back(fieldsOf(line, separator, input));
        table.lines.push_back(input.lineNumber());
        if (table.rows.back().size() != table.titles.size())
            input.fail("expected " + std::to_string(table.titles.size()) + " columns, found "
                       + std::to_string(table.rows.back().size()));
    }
    return table;
}

} // namespace mbtr
