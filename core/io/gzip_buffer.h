#pragma once

#include <iosfwd>
#include <memory>
#include <streambuf>

namespace mbtr {

/// Compresses what is written to it into `target`. Call finish() at the end.
class GzipBuffer : public std::streambuf {
public:
    explicit GzipBuffer(std::ostream& target);
    ~GzipBuffer() override;
    /// Writes the rest and the end of the gzip member; false where compressing failed.
    bool finish();

protected:
    int_type overflow(int_type c) override;

private:
    struct State;
    bool compress(int flush);
    std::unique_ptr<State> m_state;
};

} // namespace mbtr
