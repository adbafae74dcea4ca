#include "widgets/panels/training/kernel_row.h"

#include "widgets/fields/choice_box.h"
#include "widgets/fields/number_field.h"
#include "widgets/work/studies/comparer.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>
#include <cmath>

namespace mbtr::gui {

namespace {

QString number(double value)
{
    return QString::number(value, 'g', 6);
}

} // namespace

KernelRow::KernelRow(QWidget* parent)
    : QWidget(parent)
    , m_choice(new ChoiceBox(this))
    , m_length(new NumberField({.min = 0, .minExcluded = true, .factor = std::sqrt(2.0)}, this))
    , m_value(new QLabel(this))
{
    setObjectName("kernelRow");
    const QStringList formulas {"<x, y>", QString::fromUtf8("exp(-|x - y|² / (2 length²))"),
                                QString::fromUtf8("exp(-|x - y|₁ / length)"),
                                QString::fromUtf8("(1 + a + a²/3) exp(-a), a = √5 |x - y| / length")};
    QList<Choice> choices;
    for (const std::string_view name : kernelNames())
        choices.append({.text = QString::fromUtf8(name.data(), int(name.size())),
                        .toolTip = formulas.value(int(choices.size())),
                        .value = int(choices.size())});
    m_choice->setObjectName("comparisonKernel");
    m_choice->setAccessibleName(tr("Kernel of the comparison"));
    m_choice->setToolTip(tr("Similarity of A and B"));
    m_choice->setChoices(choices);
    m_choice->setValue(static_cast<int>(m_kernel.index()));
    m_length->setObjectName("comparisonLength");
    m_length->setValue(lengthOf(m_kernel));
    m_length->setUnit(tr("tensor units"));
    m_length->describe(tr("Length of the kernel"),
                       tr("In units of the distance between tensors: the distance at which structures stop being similar"));
    m_value->setObjectName("kernelValue");
    m_value->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_value->setWordWrap(true);
    auto* row = new QHBoxLayout;
    row->addWidget(new QLabel(tr("Kernel"), this));
    row->addWidget(m_choice);
    row->addWidget(new QLabel(tr("length"), this));
    row->addWidget(m_length, 1);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2);
    layout->addLayout(row);
    layout->addWidget(m_value);
    connect(m_choice, &ChoiceBox::chosen, this, &KernelRow::take);
    connect(m_length, &NumberField::valueChanged, this, &KernelRow::take);
    showValue();
}

void KernelRow::setPair(std::shared_ptr<const PairComparison> pair)
{
    m_pair = std::move(pair);
    showValue();
}

void KernelRow::take()
{
    m_kernel = makeKernel(kernelNames()[static_cast<std::size_t>(m_choice->value())], m_length->number());
    m_length->setEnabled(!std::holds_alternative<LinearKernel>(m_kernel));
    showValue();
}

void KernelRow::showValue()
{
    if (!m_pair) {
        m_value->clear();
        return;
    }
    const double distance = std::sqrt(m_pair->difference.squaredDistance);
    QString text = tr("k(A, B) = %1").arg(number(evaluate(m_kernel, m_pair->tensorA, m_pair->tensorB)));
    if (std::holds_alternative<LinearKernel>(m_kernel))
        text += tr(",  |A − B| = %1").arg(number(distance));
    else if (std::holds_alternative<LaplacianKernel>(m_kernel)) // its value holds the Manhattan distance
        text += tr(",  |A − B|₁ / length = %1").arg(number(-std::log(evaluate(m_kernel, m_pair->tensorA, m_pair->tensorB))));
    else
        text += tr(",  |A − B| / length = %1 / %2 = %3")
                    .arg(number(distance), number(lengthOf(m_kernel)), number(distance / lengthOf(m_kernel)));
    m_value->setText(text);
}

} // namespace mbtr::gui

#include "moc_kernel_row.cpp"
