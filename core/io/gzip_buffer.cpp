#include "core/io/gzip_buffer.h"

#include <array>
#include <ostream>
#include <zlib.h>

namespace mbtr {

struct GzipBuffer::State {
    std::ostream& target;
    z_stream stream {};
    std::array<char, 1 << 16> in {};
    std::array<char, 1 << 16> out {};
    bool good = true;
};

GzipBuffer::GzipBuffer(std::ostream& target)
    : m_state(new State {.target = target})
{
    constexpr int kGzip = 16; // added to the window bits: a gzip header instead of a zlib one
    m_state->good
        = deflateInit2(&m_state->stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, MAX_WBITS + kGzip, 8, Z_DEFAULT_STRATEGY) == Z_OK;
    setp(m_state->in.data(), m_state->in.data() + m_state->in.size());
}

GzipBuffer::~GzipBuffer()
{
    deflateEnd(&m_state->stream);
}

bool GzipBuffer::compress(int flush)
{
    z_stream& stream = m_state->stream;
    stream.next_in = reinterpret_cast<Bytef*>(pbase());
    stream.avail_in = static_cast<uInt>(pptr() - pbase());
    int result = Z_OK;
    do {
        stream.next_out = reinterpret_cast<Bytef*>(m_state->out.data());
        stream.avail_out = static_cast<uInt>(m_state->out.size());
        result = m_state->good ? deflate(&stream, flush) : Z_STREAM_ERROR;
        m_state->good = result != Z_STREAM_ERROR;
        m_state->target.write(m_state->out.data(), static_cast<std::streamsize>(m_state->out.size() - stream.avail_out));
    } while (m_state->good && stream.avail_out == 0);
    setp(m_state->in.data(), m_state->in.data() + m_state->in.size());
    return m_state->good && (flush != Z_FINISH || result == Z_STREAM_END);
}

GzipBuffer::int_type GzipBuffer::overflow(int_type c)
{
    if (!compress(Z_NO_FLUSH))
        return traits_type::eof();
    if (!traits_type::eq_int_type(c, traits_type::eof()))
        sputc(traits_type::to_char_type(c));
    return traits_type::not_eof(c);
}

bool GzipBuffer::finish()
{
    return compress(Z_FINISH);
}

} // namespace mbtr
