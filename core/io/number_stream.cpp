#include "core/io/number_stream.h"

#include "core/io/text_input.h"

#include <algorithm>
#include <cstring>
#include <numeric>

namespace mbtr {

namespace {

template <typename T> double as(const std::byte* bytes)
{
    T value;
    std::memcpy(&value, bytes, sizeof value);
    return static_cast<double>(value);
}

} // namespace

NumberStream::NumberStream(const ZipReader& archive, const std::string& name, const TextInput& input)
    : m_array(archive.array(name + ".npy"))
    , m_itemSize(npyItemSize(m_array->header().type))
{
    if (!m_array->header().fortranOrder)
        return;
    requireMemoryFor(input.path(), "array '" + name + "'", 2 * count() * static_cast<std::int64_t>(sizeof(double)));
    m_reordered = inCOrder(readWhole(input));
}

std::vector<double> NumberStream::readWhole(const TextInput& input)
{
    constexpr std::size_t kChunk = 1 << 16;
    std::vector<double> all, chunk;
    all.reserve(static_cast<std::size_t>(count()));
    while (all.size() < static_cast<std::size_t>(count())) {
        input.throwIfCancelled();
        chunk.resize(std::min(kChunk, static_cast<std::size_t>(count()) - all.size()));
        readNext(chunk);
        all.insert(all.end(), chunk.begin(), chunk.end());
    }
    return all;
}

void NumberStream::read(std::vector<double>& numbers)
{
    if (!m_array->header().fortranOrder)
        return readNext(numbers);
    std::copy_n(m_reordered.begin() + static_cast<std::ptrdiff_t>(m_taken), numbers.size(), numbers.begin());
    m_taken += numbers.size();
}

void NumberStream::readNext(std::vector<double>& numbers)
{
    m_bytes.resize(numbers.size() * m_itemSize);
    m_array->read(m_bytes);
    for (std::size_t i = 0; i < numbers.size(); ++i)
        numbers[i] = numberAt(m_bytes.data() + i * m_itemSize);
}

std::vector<double> NumberStream::inCOrder(const std::vector<double>& numbers) const
{
    std::vector<std::int64_t> index(shape().size(), 0);
    std::vector<std::int64_t> strides(shape().size(), 1);
    for (std::size_t axis = 1; axis < strides.size(); ++axis)
        strides[axis] = strides[axis - 1] * shape()[axis - 1];
    std::vector<double> result;
    result.reserve(numbers.size());
    while (result.size() < numbers.size()) {
        const auto place = std::inner_product(index.begin(), index.end(), strides.begin(), std::int64_t {0});
        result.push_back(numbers[static_cast<std::size_t>(place)]);
        for (std::size_t axis = index.size(); axis-- > 0 && ++index[axis] == shape()[axis];)
            index[axis] = 0;
    }
    return result;
}

double NumberStream::numberAt(std::byte* bytes) const
{
    const std::string& type = m_array->header().type;
    if (type[0] == '>')
        std::reverse(bytes, bytes + m_itemSize);
    const bool isSigned = type[1] == 'i';
    if (type[1] == 'f')
        return m_itemSize == 8 ? as<double>(bytes) : as<float>(bytes);
    switch (m_itemSize) {
    case 1:
        return isSigned ? as<std::int8_t>(bytes) : as<std::uint8_t>(bytes);
    case 2:
        return isSigned ? as<std::int16_t>(bytes) : as<std::uint16_t>(bytes);
    case 4:
        return isSigned ? as<std::int32_t>(bytes) : as<std::uint32_t>(bytes);
    default:
        return isSigned ? as<std::int64_t>(bytes) : as<std::uint64_t>(bytes);
    }
}

} // namespace mbtr
