#include "widgets/panels/compare/blindness_panel.h"

#include "core/mbtr/functions.h"
#include "widgets/fields/units.h"
#include "widgets/work/studies/blindness_study.h"
#include "widgets/work/studies/comparer.h"

#include <QHeaderView>
#include <QLabel>
#include <QTableWidget>
#include <QVBoxLayout>
#include <algorithm>

namespace mbtr::gui {

namespace {

constexpr double kZero = 1e-6; // coordinates of files have eight decimals
constexpr int kWidestName = 150; // pixels
constexpr int kFirstTerm = 3; // column

QString nameOf(const TermSettings& settings)
{
    return QString("k = %1\n%2").arg(settings.k).arg(geometryName(settings.geometry));
}

QTableWidgetItem* cell(const QString& text)
{
    auto* item = new QTableWidgetItem(text);
    item->setToolTip(text);
    item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable);
    return item;
}

} // namespace

BlindnessPanel::BlindnessPanel(Comparer* comparer, BlindnessStudy* study, QWidget* parent)
    : QWidget(parent)
    , m_comparer(comparer)
    , m_study(study)
    , m_table(new QTableWidget(this))
    , m_text(new QLabel(this))
{
    setObjectName("blindnessPanel");
    m_text->setWordWrap(true);
    m_text->setForegroundRole(QPalette::PlaceholderText);
    styleTable();
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(4, 6, 4, 2);
    layout->addWidget(m_text);
    layout->addWidget(m_table, 1);
    connect(study, &BlindnessStudy::changed, this, &BlindnessPanel::showPairs);
    connect(m_table, &QTableWidget::currentCellChanged, this, [this](int row) { choose(row); });
    connect(m_comparer, &Comparer::sourceChanged, this, [this] {
        const QSignalBlocker blocker(m_table);
        if (!m_comparer->showsForeignPair())
            m_table->setCurrentCell(-1, -1);
    });
    showPairs();
}

void BlindnessPanel::styleTable()
{
    m_table->setObjectName("degeneratePairs");
    m_table->setAccessibleName(tr("Pairs and what each term makes of them"));
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setTabKeyNavigation(false);
    m_table->setShowGrid(false);
    m_table->setAlternatingRowColors(true);
    m_table->verticalHeader()->hide();
    QStringList headers {tr("Pair"), tr("A"), tr("B")};
    for (const TermSettings& settings : blindnessSettings().terms)
        headers << nameOf(settings);
    headers << tr("Told apart by");
    m_table->setColumnCount(static_cast<int>(headers.size()));
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->setHorizontalHeaderLabels(headers);
}

void BlindnessPanel::showPairs()
{
    m_text->setText(!m_study->problem().isEmpty()
                        ? m_study->problem()
                        : tr("Different structures that a term cannot tell apart: the distance under each unweighted term alone. "
                             "A term with distance 0 is blind. Choose a pair to see it."));
    const QSignalBlocker blocker(m_table);
    m_table->setRowCount(static_cast<int>(m_study->pairs().size()));
    for (int row = 0; row < m_table->rowCount(); ++row)
        fillRow(row);
    m_table->setCurrentCell(-1, -1);
    m_table->resizeColumnsToContents();
    for (int column = 0; column < kFirstTerm; ++column)
        m_table->setColumnWidth(column, std::min(m_table->columnWidth(column), kWidestName));
}

void BlindnessPanel::fillRow(int row)
{
    const auto index = static_cast<std::size_t>(row);
    const DegeneratePair& pair = m_study->pairs()[index];
    m_table->setItem(row, 0, cell(pair.title));
    m_table->setItem(row, 1, cell(QString::fromStdString(pair.a.name)));
    m_table->setItem(row, 2, cell(QString::fromStdString(pair.b.name)));
    if (index < m_study->distances().size())
        fillDistances(row, m_study->distances()[index]);
}

void BlindnessPanel::fillDistances(int row, const std::vector<double>& distances)
{
    QStringList apart;
    for (int t = 0; t < static_cast<int>(distances.size()); ++t) {
        const double distance = distances[static_cast<std::size_t>(t)];
        const bool blind = distance < kZero;
        auto* item = cell(blind ? tr("blind: %1").arg(distance, 0, 'g', 2) : QString::number(distance, 'f', 4));
        item->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
        item->setData(Qt::UserRole, distance);
        item->setToolTip(blind ? tr("This term cannot tell them apart") : tr("This term tells them apart"));
        QFont font = m_table->font();
        font.setBold(blind);
        item->setFont(font);
        m_table->setItem(row, kFirstTerm + t, item);
        if (!blind)
            apart << m_table->horizontalHeaderItem(kFirstTerm + t)->text().section('\n', -1);
    }
    m_table->setItem(row, m_table->columnCount() - 1, cell(apart.isEmpty() ? tr("none of these") : apart.join(", ")));
}

void BlindnessPanel::choose(int row)
{
    if (row < 0 || row >= static_cast<int>(m_study->pairs().size()))
        return;
    const DegeneratePair& pair = m_study->pairs()[static_cast<std::size_t>(row)];
    m_comparer->setPair(
        ShownPair {std::make_shared<const Structure>(pair.a), std::make_shared<const Structure>(pair.b), blindnessSettings()});
    emit pairChosen();
}

} // namespace mbtr::gui

#include "moc_blindness_panel.cpp"
