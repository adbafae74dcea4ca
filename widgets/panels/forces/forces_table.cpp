#include "widgets/panels/forces/forces_table.h"

#include "core/gdml/pair_descriptor.h"
#include "widgets/fields/units.h"

#include <QHeaderView>
#include <QTableWidget>
#include <cmath>

namespace mbtr::gui {

QTableWidget* makeForcesTable(const char* name, const QString& accessibleName, QWidget* parent)
{
    auto* table = new QTableWidget(parent);
    table->setObjectName(name);
    table->setAccessibleName(accessibleName);
    table->setToolTip(accessibleName);
    table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table->setSelectionMode(QAbstractItemView::NoSelection);
    table->setFrameShape(QFrame::NoFrame);
    table->setShowGrid(false);
    table->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    table->horizontalHeader()->setHighlightSections(false);
    table->verticalHeader()->setHighlightSections(false);
    table->verticalHeader()->setDefaultSectionSize(table->fontMetrics().height() + 7);
    table->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    return table;
}

void setCell(QTableWidget* table, int row, int column, const QString& text)
{
    auto* item = new QTableWidgetItem(text);
    item->setTextAlignment(Qt::AlignCenter);
    table->setItem(row, column, item);
}

void fitHeight(QTableWidget* table)
{
    table->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    table->setFixedHeight(table->horizontalHeader()->sizeHint().height()
                          + table->rowCount() * table->verticalHeader()->defaultSectionSize() + 2);
}

QString permutationsText(std::size_t count)
{
    return count == 1 ? QTableWidget::tr("1 permutation") : QTableWidget::tr("%1 permutations").arg(count);
}

QString fourDigits(double value)
{
    return std::isfinite(value) ? QString::number(value, 'g', 4) : QString::fromUtf8("–");
}

QString descriptorUnit(GdmlDescriptor kind)
{
    return kind == GdmlDescriptor::Distances ? QString::fromUtf8(" Å⁻¹") : QString();
}

QString unitSuffix(const std::string& unit)
{
    return unit.empty() ? QString() : QStringLiteral(" (%1)").arg(prettyUnit(unit));
}

} // namespace mbtr::gui
