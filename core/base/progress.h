#pragma once

#include "core/base/error.h"

#include <string_view>

namespace mbtr {

/// How a long computation tells how far it is and learns that nobody wants it any more.
/// Both functions may be called from any thread; call them at least every 50 ms.
class Progress {
public:
    virtual ~Progress() = default;
    /// fraction: 0..1 of the whole job; step: what is being done, for people ("kernel matrix").
    virtual void report(double /*fraction*/, std::string_view /*step*/) { }
    virtual bool cancelled() const { return false; }

    void throwIfCancelled() const
    {
        if (cancelled())
            throw Cancelled();
    }
};

/// A part of a larger job: fractions 0..1 become begin..end of the parent.
class SubProgress : public Progress {
public:
    SubProgress(Progress& parent, double begin, double end)
        : m_parent(parent)
        , m_begin(begin)
        , m_end(end)
    {
    }
    void report(double fraction, std::string_view step) override
    {
        m_parent.report(m_begin + fraction * (m_end - m_begin), step);
    }
    bool cancelled() const override { return m_parent.cancelled(); }

private:
    Progress& m_parent;
    double m_begin;
    double m_end;
};

} // namespace mbtr
