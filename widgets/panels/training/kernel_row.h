#pragma once

#include "core/kernels/kernel.h"

#include <QWidget>
#include <memory>

class QLabel;

namespace mbtr::gui {

class ChoiceBox;
class NumberField;
struct PairComparison;

/// How similar a kernel calls two structures: its name, its length and the value.
class KernelRow : public QWidget {
    Q_OBJECT

public:
    explicit KernelRow(QWidget* parent = nullptr);

    void setPair(std::shared_ptr<const PairComparison> pair);
    const Kernel& kernel() const { return m_kernel; }

private:
    void take();
    void showValue();

    std::shared_ptr<const PairComparison> m_pair;
    Kernel m_kernel = GaussianKernel {8};
    ChoiceBox* m_choice;
    NumberField* m_length;
    QLabel* m_value;
};

} // namespace mbtr::gui
