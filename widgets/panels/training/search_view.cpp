#include "widgets/panels/training/search_view.h"

#include "widgets/document/session.h"
#include "widgets/fields/buttons.h"
#include "widgets/fields/number_text.h"
#include "widgets/plots/point_plot.h"
#include "widgets/work/training/pipeline.h"
#include "widgets/work/training/training_work.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QSplitter>
#include <QTableWidget>
#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace mbtr::gui {

namespace {

constexpr std::size_t kListed = 100;
constexpr double kWorstShown = 2; // times the best; what is worse is drawn there

QString power(double log2)
{
    return QString("2^%1").arg(log2, 0, 'g', 4);
}

QLabel* makeNote(const char* name, QWidget* parent)
{
    auto* label = new QLabel(parent);
    label->setObjectName(name);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return label;
}

} // namespace

SearchView::SearchView(Session* session, Pipeline* pipeline, QWidget* parent)
    : QWidget(parent)
    , m_session(session)
    , m_pipeline(pipeline)
    , m_sigmas(new QCheckBox(tr("also the sigmas of the MBTR"), this))
    , m_button(makeButton("startSearch", {},
                          tr("Walks downhill on a grid of powers of two: length in steps of 2^½, lambda in steps of 2, sigmas in "
                             "steps of 2^½; then trains with the best"),
                          this))
    , m_text(makeNote("searchText", this))
    , m_best(makeNote("searchBest", this))
    , m_plot(new PointPlot(this))
    , m_table(new QTableWidget(this))
{
    setObjectName("searchView");
    makeTable();
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addLayout(makeHead());
    layout->addWidget(makeRows(), 1);
    layout->addStretch(0);
    connect(m_button, &QPushButton::clicked, this, [this] { m_searching ? m_pipeline->cancelTraining() : search(); });
    connect(m_pipeline, &Pipeline::trainingProgressed, this, &SearchView::takePoints);
    connect(m_pipeline, &Pipeline::trainingFinished, this, [this] {
        m_searching = false;
        takePoints();
        showState();
    });
    connect(m_session, &Session::inputsChanged, this, &SearchView::showState);
    connect(m_session, &Session::resultChanged, this, &SearchView::showState);
    showState();
}

QLayout* SearchView::makeHead()
{
    m_button->setAccessibleName(tr("Search, then train"));
    m_sigmas->setObjectName("searchSigmas");
    m_sigmas->setAccessibleName(m_sigmas->text());
    m_sigmas->setToolTip(tr(
        "Features are computed anew for each set of sigmas, which takes longer; of large sets 2000 structures are searched on"));
    m_sigmas->setChecked(true);
    m_text->setText(
        tr("The validation set is not looked at: one in five of the structures that train is held out for these errors."));
    m_text->setForegroundRole(QPalette::PlaceholderText);
    auto* top = new QHBoxLayout;
    top->addWidget(m_button);
    top->addWidget(m_sigmas);
    top->addStretch(1);
    auto* head = new QVBoxLayout;
    head->setContentsMargins(8, 6, 8, 0);
    head->addLayout(top);
    head->addWidget(m_text);
    head->addWidget(m_best);
    return head;
}

QWidget* SearchView::makeRows()
{
    m_plot->setObjectName("searchPlot");
    m_plot->setAccessibleName(tr("Errors of what the search has tried"));
    m_plot->setMarkers(false);
    m_plot->setMinimumHeight(170);
    m_plot->setToolTip(tr("Errors above twice the best are drawn there"));
    auto* rows = new QSplitter(Qt::Vertical, this);
    rows->addWidget(m_plot);
    rows->addWidget(m_table);
    rows->setChildrenCollapsible(false);
    rows->setStretchFactor(0, 3);
    rows->setStretchFactor(1, 2);
    return rows;
}

void SearchView::makeTable()
{
    m_table->setObjectName("searchTable");
    m_table->setAccessibleName(tr("What the search has tried, best first"));
    m_table->setToolTip(tr("A double click trains with the row's values"));
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 6);
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    m_table->horizontalHeader()->setMinimumSectionSize(80);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->setFrameShape(QFrame::NoFrame);
    connect(m_table, &QTableWidget::cellActivated, this, &SearchView::choose);
}

void SearchView::search()
{
    const TrainingSettings& training = m_session->trainingSettings();
    m_kernel = QString::fromStdString(std::string(nameOf(training.kernel)));
    m_unit = prettyUnit(unitOfTarget(*m_session));
    m_terms = m_session->mbtrSettings().terms;
    m_pipeline->search(m_sigmas->isChecked());
    m_searching = m_pipeline->isTraining();
    m_points.clear();
    showPlot();
    showTable();
    showState();
}

void SearchView::takePoints()
{
    auto points = m_pipeline->tried();
    if (points.size() == m_points.size())
        return;
    m_points = std::move(points);
    m_order.resize(m_points.size());
    std::iota(m_order.begin(), m_order.end(), std::size_t(0));
    std::ranges::stable_sort(m_order, {}, [this](std::size_t i) { return m_points[i].point.rmse; });
    showPlot();
    showTable();
    showState();
}

ShownUnit SearchView::sigmaUnit(std::size_t term) const
{
    return shownUnit(info(m_terms[term].geometry).unit);
}

QString SearchView::describe(const SigmaSearchPoint& tried) const
{
    QStringList parts;
    if (m_kernel != "linear")
        parts << tr("length %1").arg(power(tried.point.log2Length));
    parts << tr("lambda %1").arg(power(tried.point.log2Lambda));
    for (std::size_t i = 0; i < tried.sigmas.size(); ++i)
        parts << tr("sigma (k = %1) %2")
                     .arg(m_terms[i].k)
                     .arg((numberOrDash(tried.sigmas[i] * sigmaUnit(i).scale) + ' ' + sigmaUnit(i).text).trimmed());
    return parts.join(", ");
}

void SearchView::showPlot()
{
    PointSeries tried {.name = tr("tried"), .x = {}, .y = {}}, best {.name = tr("best so far"), .x = {}, .y = {}};
    const double highest = m_points.empty() ? 0 : kWorstShown * m_points[m_order.front()].point.rmse;
    double least = std::numeric_limits<double>::infinity();
    for (std::size_t i = 0; i < m_points.size(); ++i) {
        least = std::min(least, m_points[i].point.rmse);
        for (PointSeries* series : {&tried, &best})
            series->x.push_back(static_cast<double>(i + 1));
        tried.y.push_back(std::min(m_points[i].point.rmse, highest));
        best.y.push_back(std::min(least, highest));
    }
    m_plot->setAxes({.label = tr("tried"), .unit = {}, .ticks = Ticks::Whole},
                    {.label = tr("RMSE of those held out"), .unit = m_unit});
    m_plot->setSeries({tried, best});
}

void SearchView::showTable()
{
    const bool hasLength = m_kernel != "linear";
    const std::size_t sigmas = m_points.empty() ? 0 : m_points.front().sigmas.size();
    QStringList titles {m_unit.isEmpty() ? tr("RMSE") : tr("RMSE (%1)").arg(m_unit)};
    if (hasLength)
        titles << tr("Length");
    titles << tr("Lambda");
    for (std::size_t i = 0; i < sigmas; ++i)
        titles << tr("Sigma, k = %1").arg(m_terms[i].k)
                + (sigmaUnit(i).text.isEmpty() ? QString() : " (" + sigmaUnit(i).text + ')');
    m_table->setColumnCount(static_cast<int>(titles.size()));
    m_table->setHorizontalHeaderLabels(titles);
    m_table->setRowCount(static_cast<int>(std::min(kListed, m_points.size())));
    for (int row = 0; row < m_table->rowCount(); ++row) {
        const SigmaSearchPoint& tried = m_points[m_order[static_cast<std::size_t>(row)]];
        QStringList cells {numberOrDash(tried.point.rmse)};
        if (hasLength)
            cells << power(tried.point.log2Length);
        cells << power(tried.point.log2Lambda);
        for (std::size_t i = 0; i < tried.sigmas.size(); ++i)
            cells << numberOrDash(tried.sigmas[i] * sigmaUnit(i).scale);
        for (int column = 0; column < cells.size(); ++column) {
            auto* item = new QTableWidgetItem(cells[column]);
            item->setTextAlignment(Qt::AlignCenter);
            m_table->setItem(row, column, item);
        }
    }
}

void SearchView::choose(int row)
{
    if (m_searching || row < 0 || static_cast<std::size_t>(row) >= m_order.size())
        return;
    const SigmaSearchPoint& tried = m_points[m_order[static_cast<std::size_t>(row)]];
    ModelSettings settings = m_session->modelSettings();
    MbtrSettings& mbtr = settings.mbtr;
    TrainingSettings& training = settings.training;
    training.kernel = makeKernel(m_kernel.toStdString(), std::exp2(tried.point.log2Length));
    training.lambda = std::exp2(tried.point.log2Lambda);
    if (tried.sigmas.size() == mbtr.terms.size())
        for (std::size_t i = 0; i < tried.sigmas.size(); ++i)
            mbtr.terms[i].sigma = tried.sigmas[i];
    m_session->changeModelSettings(settings, tr("Choose a row of the search"));
    m_pipeline->train();
}

void SearchView::showBest()
{
    if (m_points.empty())
        return m_best->setText(m_searching ? tr("Computing features ...") : QString());
    const SigmaSearchPoint& best = m_points[m_order.front()];
    m_best->setText(tr("%1 tried; best: RMSE %2 with %3")
                        .arg(m_points.size())
                        .arg((numberOrDash(best.point.rmse) + ' ' + m_unit).trimmed(), describe(best))
                    + tr(". Taken is the largest lambda that this does not beat by more than noise."));
}

void SearchView::showState()
{
    const auto dataset = m_session->dataset().value;
    const bool hasTarget = dataset && dataset->find(m_session->trainingSettings().target);
    m_button->setText(m_searching ? tr("Stop") : tr("Search and train"));
    m_button->setEnabled(m_searching || (hasTarget && !m_pipeline->isTraining()));
    m_sigmas->setEnabled(!m_searching && m_session->trainingSettings().representation == RepresentationKind::Mbtr);
    m_plot->setVisible(!m_points.empty());
    m_table->setVisible(!m_points.empty());
    m_best->setVisible(!m_points.empty() || m_searching);
    showBest();
}

} // namespace mbtr::gui

#include "moc_search_view.cpp"
