#include "widgets/panels/compare/blindness_panel.h"

#include "core/kernels/comparison.h"
#include "core/mbtr/mbtr.h"
#include "widgets/work/comparer.h"

#include <QHeaderView>
#include <QLabel>
#include <QTableWidget>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>
#include <iterator>

namespace mbtr::gui {

namespace {

constexpr double kZero = 1e-6; // coordinates of files have eight decimals
constexpr int kWidestName = 150; // pixels

TermSettings term(int k, Geometry geometry, double min, double max, double sigma)
{
    return {.k = k, .geometry = geometry, .grid = {.min = min, .max = max}, .sigma = sigma};
}

QString nameOf(const TermSettings& settings)
{
    const auto name = info(settings.geometry).name;
    return QString("k = %1\n%2").arg(settings.k).arg(QString::fromUtf8(name.data(), static_cast<int>(name.size())));
}

Comparison compareStructures(const Structure& a, const Structure& b)
{
    const auto ofA = elementsOf(a), ofB = elementsOf(b);
    std::vector<int> elements;
    std::set_union(ofA.begin(), ofA.end(), ofB.begin(), ofB.end(), std::back_inserter(elements));
    const auto layout = std::make_shared<const Layout>(layoutOf(blindnessSettings(), elements));
    Progress progress;
    return compare(computeMbtr(a, layout, progress), computeMbtr(b, layout, progress));
}

QTableWidgetItem* cell(const QString& text)
{
    auto* item = new QTableWidgetItem(text);
    item->setToolTip(text);
    item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable);
    return item;
}

} // namespace

MbtrSettings blindnessSettings()
{
    constexpr double pi = 3.14159265358979323846;
    MbtrSettings settings;
    settings.terms = {term(1, Geometry::AtomicNumber, 0, 10, 0.2), term(2, Geometry::InverseDistance, 0, 1.3, 0.02),
                      term(3, Geometry::Angle, -0.2, pi + 0.2, 0.05), term(4, Geometry::Dihedral, -0.2, pi + 0.2, 0.05),
                      term(4, Geometry::SignedDihedral, -pi, pi, 0.05)};
    return settings;
}

BlindnessPanel::BlindnessPanel(Comparer* comparer, QWidget* parent)
    : QWidget(parent)
    , m_comparer(comparer)
    , m_table(new QTableWidget(this))
    , m_text(new QLabel(this))
{
    setObjectName("blindnessPanel");
    m_text->setText(tr("Different structures that a term cannot tell apart: the distance under each unweighted term alone. "
                       "A term with distance 0 is blind. Choose a pair to see it."));
    m_text->setWordWrap(true);
    m_text->setForegroundRole(QPalette::PlaceholderText);
    m_table->setObjectName("blindPairs");
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
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(4, 6, 4, 2);
    layout->addWidget(m_text);
    layout->addWidget(m_table, 1);
    connect(m_table, &QTableWidget::currentCellChanged, this, [this](int row) { choose(row); });
    connect(m_comparer, &Comparer::sourceChanged, this, [this] {
        const QSignalBlocker blocker(m_table);
        if (!m_comparer->showsForeignPair())
            m_table->setCurrentCell(-1, -1);
    });
}

void BlindnessPanel::setPairs(std::vector<BlindPair> pairs)
{
    const QSignalBlocker blocker(m_table);
    m_pairs = std::move(pairs);
    m_table->setRowCount(static_cast<int>(m_pairs.size()));
    for (int row = 0; row < m_table->rowCount(); ++row)
        fillRow(row);
    m_table->setCurrentCell(-1, -1);
    m_table->resizeColumnsToContents();
    for (int column = 0; column < 3; ++column)
        m_table->setColumnWidth(column, std::min(m_table->columnWidth(column), kWidestName));
}

void BlindnessPanel::fillRow(int row)
{
    const BlindPair& pair = m_pairs[static_cast<std::size_t>(row)];
    m_table->setItem(row, 0, cell(pair.title));
    m_table->setItem(row, 1, cell(QString::fromStdString(pair.a.name)));
    m_table->setItem(row, 2, cell(QString::fromStdString(pair.b.name)));
    QStringList apart;
    const Comparison comparison = compareStructures(pair.a, pair.b);
    for (int t = 0; t < static_cast<int>(comparison.terms.size()); ++t) {
        const double distance = std::sqrt(comparison.terms[static_cast<std::size_t>(t)].value);
        const bool blind = distance < kZero;
        auto* item = cell(blind ? tr("blind: %1").arg(distance, 0, 'g', 2) : QString::number(distance, 'f', 4));
        item->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
        item->setData(Qt::UserRole, distance);
        item->setToolTip(blind ? tr("This term cannot tell them apart") : tr("This term tells them apart"));
        QFont font = m_table->font();
        font.setBold(blind);
        item->setFont(font);
        m_table->setItem(row, 3 + t, item);
        if (!blind)
            apart << m_table->horizontalHeaderItem(3 + t)->text().section('\n', -1);
    }
    m_table->setItem(row, m_table->columnCount() - 1, cell(apart.isEmpty() ? tr("none of these") : apart.join(", ")));
}

void BlindnessPanel::choose(int row)
{
    if (row < 0 || row >= static_cast<int>(m_pairs.size()))
        return;
    const BlindPair& pair = m_pairs[static_cast<std::size_t>(row)];
    m_comparer->setPair(
        ShownPair {std::make_shared<const Structure>(pair.a), std::make_shared<const Structure>(pair.b), blindnessSettings()});
    emit pairChosen();
}

} // namespace mbtr::gui

#include "moc_blindness_panel.cpp"
