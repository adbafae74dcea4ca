#pragma once

#include "core/chemistry/measurements.h"

#include <QObject>

namespace mbtr::gui {

/// Measurements that stay: shown in the 3-D view and a table, for whatever structure is the current one.
class MeasurementList : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;

    const std::vector<Measurement>& all() const { return m_all; }
    int count() const { return int(m_all.size()); }
    /// Adds the measurement of two, three or four atoms, unless it is there already.
    void add(const std::vector<int>& atoms);
    void remove(int index);
    void clear();

signals:
    void changed();

private:
    std::vector<Measurement> m_all;
};

} // namespace mbtr::gui
