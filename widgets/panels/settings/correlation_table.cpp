#include "widgets/panels/settings/correlation_table.h"

#include "widgets/fields/element_text.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTableWidget>
#include <algorithm>
#include <cmath>

namespace mbtr::gui {

namespace {

constexpr int kMostRowsShown = 6;

CorrelationMatrix identity(std::size_t n)
{
    CorrelationMatrix matrix(n, std::vector<double>(n, 0.0));
    for (std::size_t i = 0; i < n; ++i)
        matrix[i][i] = 1;
    return matrix;
}

} // namespace

CorrelationMatrix adaptedTo(const std::vector<int>& after, const CorrelationMatrix& matrix, const std::vector<int>& before)
{
    if (matrix.empty() || after.empty())
        return {};
    const auto place = [&](int element) {
        return static_cast<std::size_t>(std::find(before.begin(), before.end(), element) - before.begin());
    };
    CorrelationMatrix adapted = identity(after.size());
    for (std::size_t i = 0; i < after.size(); ++i)
        for (std::size_t j = 0; j < after.size(); ++j)
            if (place(after[i]) < before.size() && place(after[j]) < before.size())
                adapted[i][j] = matrix[place(after[i])][place(after[j])];
    return adapted == identity(after.size()) ? CorrelationMatrix() : adapted;
}

CorrelationTable::CorrelationTable(QWidget* parent)
    : QWidget(parent)
    , m_table(new QTableWidget(this))
    , m_reset(new QPushButton(tr("Reset"), this))
    , m_hint(new QLabel(tr("Name the elements above to let them resemble each other."), this))
{
    setToolTip(
        tr("C(z, Z): how much an atom of element Z counts as one of element z; symmetric, 1 on the diagonal and 0 elsewhere "
           "keeps all elements apart"));
    m_table->setObjectName("elementCorrelation");
    m_table->setAccessibleName(tr("Element correlation matrix"));
    m_table->setTabKeyNavigation(false); // the tab key leaves the table, arrows move in it
    m_table->horizontalHeader()->setMinimumSectionSize(10);
    m_table->horizontalHeader()->setDefaultSectionSize(fontMetrics().horizontalAdvance("0.0000") + 12);
    m_table->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 8);
    m_table->verticalHeader()->setMinimumSectionSize(10);
    m_reset->setObjectName("resetCorrelation");
    m_reset->setAccessibleName(tr("Reset the element correlation"));
    m_reset->setToolTip(tr("Keep all elements apart again"));
    m_hint->setWordWrap(true);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_hint, 1);
    layout->addWidget(m_table, 1, Qt::AlignTop);
    layout->addWidget(m_reset, 0, Qt::AlignTop);
    m_table->hide(); // until there are elements: a form asks for the size before
    m_reset->hide();
    connect(m_table, &QTableWidget::itemChanged, this, &CorrelationTable::take);
    connect(m_reset, &QPushButton::clicked, this, [this] { emit matrixChanged({}); });
}

void CorrelationTable::setMatrix(const CorrelationMatrix& matrix, const std::vector<int>& species)
{
    m_species = species;
    m_matrix = matrix.empty() ? identity(species.size()) : matrix;
    m_hint->setVisible(species.empty());
    m_table->setVisible(!species.empty());
    m_reset->setVisible(!species.empty());
    m_reset->setEnabled(!matrix.empty());
    fill();
}

void CorrelationTable::fill()
{
    const QSignalBlocker blocker(m_table);
    const int n = static_cast<int>(m_species.size());
    QStringList symbols;
    for (const int element : m_species)
        symbols.append(elementText(element));
    m_table->setRowCount(n);
    m_table->setColumnCount(n);
    m_table->setHorizontalHeaderLabels(symbols);
    m_table->setVerticalHeaderLabels(symbols);
    for (int i = 0; i < n; ++i)
        for (int j = 0; j < n; ++j) {
            auto* item = m_table->item(i, j);
            if (!item)
                m_table->setItem(i, j, item = new QTableWidgetItem);
            item->setText(QString::number(m_matrix[static_cast<std::size_t>(i)][static_cast<std::size_t>(j)], 'g', 10));
            item->setTextAlignment(Qt::AlignCenter);
            item->setToolTip(tr("C(%1, %2)").arg(symbols[i], symbols[j]));
        }
    fitHeight();
}

void CorrelationTable::fitHeight()
{
    const int rows = std::min(m_table->rowCount(), kMostRowsShown);
    const int bars = m_table->rowCount() > kMostRowsShown ? m_table->horizontalHeader()->sizeHint().height() : 0;
    m_table->setFixedHeight(m_table->horizontalHeader()->sizeHint().height()
                            + rows * m_table->verticalHeader()->defaultSectionSize() + 2 * m_table->frameWidth() + bars);
}

void CorrelationTable::take(QTableWidgetItem* item)
{
    bool isNumber = false;
    const double value = item->text().toDouble(&isNumber);
    const auto i = static_cast<std::size_t>(item->row()), j = static_cast<std::size_t>(item->column());
    if (!isNumber || !std::isfinite(value) || m_matrix[i][j] == value)
        return fill();
    m_matrix[i][j] = m_matrix[j][i] = value;
    fill();
    emit matrixChanged(m_matrix);
}

} // namespace mbtr::gui
