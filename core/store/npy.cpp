#include "core/store/npy.h"

#include "core/base/text.h"

#include <bit>
#include <ostream>

namespace mbtr {

static_assert(std::endian::native == std::endian::little);

namespace {

constexpr std::string_view kMagic = "\x93NUMPY";
constexpr std::int64_t kMostNumbers = std::int64_t {1} << 48;

/// What stands behind 'key': in the dictionary of the header, up to `end`.
std::string_view valueOf(std::string_view dictionary, std::string_view key, std::string_view begin, std::string_view end)
{
    const auto at = dictionary.find(key);
    if (at == std::string_view::npos)
        return {};
    const auto from = dictionary.find(begin, at + key.size());
    if (from == std::string_view::npos)
        return {};
    const auto to = dictionary.find(end, from + begin.size());
    return to == std::string_view::npos ? std::string_view() : dictionary.substr(from + begin.size(), to - from - begin.size());
}

std::optional<std::vector<std::int64_t>> parseShape(std::string_view text)
{
    std::vector<std::int64_t> shape;
    std::int64_t count = 1;
    for (const std::string_view part : splitAt(text, ',')) {
        if (trimmed(part).empty())
            continue;
        const auto size = parseInteger(trimmed(part));
        if (!size || *size < 0 || (*size > 0 && count > kMostNumbers / *size))
            return std::nullopt;
        shape.push_back(*size);
        count *= *size;
    }
    return shape;
}

} // namespace

std::int64_t NpyHeader::count() const
{
    std::int64_t count = 1;
    for (const std::int64_t size : shape)
        count *= size;
    return count;
}

std::string toBytes(const NpyHeader& header)
{
    std::string shape;
    for (const std::int64_t size : header.shape)
        shape += std::to_string(size) + ", ";
    if (header.shape.size() > 1)
        shape.resize(shape.size() - 2);
    else if (!shape.empty())
        shape.pop_back(); // "(5,)"
    std::string dictionary = "{'descr': '" + header.type + "', 'fortran_order': " + (header.fortranOrder ? "True" : "False")
        + ", 'shape': (" + shape + "), }";
    while ((kMagic.size() + 4 + dictionary.size() + 1) % 64 != 0)
        dictionary += ' ';
    dictionary += '\n';
    std::string bytes(kMagic);
    bytes += {'\x01', '\x00', static_cast<char>(dictionary.size() & 0xff), static_cast<char>(dictionary.size() >> 8)};
    return bytes + dictionary;
}

std::optional<NpyHeader> parseNpyHeader(std::string_view bytes, std::size_t& begin)
{
    const auto byteAt = [&](std::size_t i) { return static_cast<std::size_t>(static_cast<unsigned char>(bytes[i])); };
    if (!bytes.starts_with(kMagic) || bytes.size() < 12)
        return std::nullopt;
    const bool wide = byteAt(6) >= 2; // four bytes of length
    const std::size_t start = wide ? 12 : 10;
    const std::size_t length = byteAt(8) + (byteAt(9) << 8) + (wide ? (byteAt(10) << 16) + (byteAt(11) << 24) : 0);
    if (byteAt(6) < 1 || byteAt(6) > 3 || length > bytes.size() - std::min(bytes.size(), start))
        return std::nullopt;
    const std::string_view dictionary = bytes.substr(start, length);
    if (dictionary.find("'shape'") == std::string_view::npos)
        return std::nullopt;
    const auto shape = parseShape(valueOf(dictionary, "'shape'", "(", ")"));
    const auto order = trimmed(valueOf(dictionary, "'fortran_order'", ":", ","));
    if (!shape || (order != "False" && order != "True"))
        return std::nullopt;
    begin = start + length;
    return NpyHeader {std::string(valueOf(dictionary, "'descr'", "'", "'")), *shape, order == "True" && shape->size() > 1};
}

void writeNpy(std::ostream& out, std::span<const double> values, std::span<const std::int64_t> shape)
{
    out << toBytes({"<f8", {shape.begin(), shape.end()}});
    out.write(reinterpret_cast<const char*>(values.data()), static_cast<std::streamsize>(values.size_bytes()));
}

} // namespace mbtr
