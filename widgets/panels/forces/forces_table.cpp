#include "widgets/panels/forces/forces_table.h"

#include "core/gdml/pair_descriptor.h"

#include <QHeaderView>
#include <QTableWidget>

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

QString descriptorUnit(GdmlDescriptor kind)
{
    return kind == GdmlDescriptor::Distances ? QString::fromUtf8(" Å⁻¹") : QString();
}

} // namespace mbtr::gui
