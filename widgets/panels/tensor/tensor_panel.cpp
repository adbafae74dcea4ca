#include "widgets/panels/tensor/tensor_panel.h"

#include "core/chemistry/structure.h"
#include "core/mbtr/tensor.h"
#include "widgets/document/selection.h"
#include "widgets/document/session.h"
#include "widgets/fields/buttons.h"
#include "widgets/fields/field_style.h"
#include "widgets/panels/tensor/outside_grid.h"
#include "widgets/panels/tensor/tensor_links.h"
#include "widgets/panels/tensor/term_explainer.h"
#include "widgets/plots/curve_legend.h"
#include "widgets/plots/curve_plot.h"
#include "widgets/work/grid_fitter.h"
#include "widgets/work/inspector.h"
#include "widgets/work/studies/term_study.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QTabBar>
#include <QTimer>
#include <QToolButton>
#include <algorithm>

namespace mbtr::gui {

namespace {

constexpr int kSmallestTerm = 165; // pixels of height below which terms are shown one at a time
constexpr int kRoomForWords = 560; // pixels
constexpr int kPatience = 120; // milliseconds for a new result before the old one is greyed: no flicker while scrubbing

} // namespace

TensorPanel::TensorPanel(Session* session, Selection* selection, Inspector* inspector, GridFitter* grids, TermStudy* study,
                         QWidget* parent)
    : QWidget(parent)
    , m_session(session)
    , m_selection(selection)
    , m_inspector(inspector)
    , m_links(new TensorLinks(selection, inspector, this))
    , m_explainer(new TermExplainer(study, this))
    , m_tabs(new QTabBar(this))
    , m_switch(new QButtonGroup(this))
    , m_problem(makeProblemLabel(this))
    , m_hint(makeHint(grids))
    , m_picked(new QLabel(this))
    , m_empty(new QLabel(this))
    , m_stack(new QSplitter(Qt::Vertical, this))
    , m_greyLater(new QTimer(this))
{
    setObjectName("tensorPanel");
    setAccessibleName(tr("Tensor"));
    m_stack->setChildrenCollapsible(false);
    m_greyLater->setSingleShot(true);
    m_greyLater->setInterval(kPatience);
    styleLabels();
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(makeTop(study));
    layout->addLayout(makeProblem());
    layout->addWidget(m_hint);
    layout->addWidget(m_picked);
    layout->addWidget(m_empty, 1);
    layout->addWidget(m_stack, 1);
    connectAll();
    showResult();
}

void TensorPanel::styleLabels()
{
    m_empty->setObjectName("empty");
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setWordWrap(true);
    m_picked->setObjectName("pickedInTensor");
    m_picked->setAccessibleName(tr("What the picked atoms have filled"));
    m_picked->setWordWrap(true);
    m_picked->setContentsMargins(8, 0, 8, 2);
    m_picked->setForegroundRole(QPalette::PlaceholderText);
    m_picked->hide();
    m_problem->setObjectName("problem");
    m_problem->setMargin(6);
}

QLayout* TensorPanel::makeTop(TermStudy* study)
{
    m_tabs->setObjectName("termTabs");
    m_tabs->setAccessibleName(tr("Terms of the tensor"));
    m_tabs->setExpanding(false);
    m_tabs->setDrawBase(false);
    m_tabs->setMinimumWidth(72); // it scrolls
    auto* top = new QHBoxLayout;
    top->setContentsMargins(6, 4, 8, 2);
    top->addWidget(m_tabs, 1);
    top->addStretch(0);
    top->setSpacing(4);
    top->addWidget(makeExplainButton(study));
    top->addSpacing(4);
    top->addWidget(makeBrushButton());
    top->addSpacing(4);
    top->addWidget(makeSwitch());
    return top;
}

void TensorPanel::connectAll()
{
    connect(m_greyLater, &QTimer::timeout, this, [this] { grey(true); });
    connect(m_tabs, &QTabBar::currentChanged, this, [this](int term) { // not by makeTerms(): it blocks signals
        chooseTab(term);
        emit termChosen(term);
    });
    connect(m_links, &TensorLinks::pickedTextChanged, this, [this] {
        m_picked->setText(m_links->pickedText());
        m_picked->setVisible(!m_picked->text().isEmpty());
    });
    connect(m_inspector, &Inspector::tensorChanged, this, &TensorPanel::showResult);
    connect(m_session, &Session::resultChanged, this, &TensorPanel::showMessage);
    connect(m_selection, &Selection::structureChanged, this, &TensorPanel::showMessage);
}

/// Tabs of a tensor that is gone are hidden, but a click may be on its way.
void TensorPanel::chooseTab(int index)
{
    if (m_shown && index >= 0)
        m_chosenOrder = m_shown->layout->settings.terms[static_cast<std::size_t>(index)].k;
    arrange();
}

void TensorPanel::showTerm(int term)
{
    const QSignalBlocker blocker(m_tabs);
    if (term < 0 || term >= m_tabs->count())
        return;
    m_tabs->setCurrentIndex(term);
    chooseTab(term);
}

QLayout* TensorPanel::makeProblem()
{
    m_retry = new QPushButton(tr("Retry"), this);
    m_retry->setObjectName("retryTensor");
    m_retry->setAccessibleName(tr("Compute the tensor again"));
    m_retry->setToolTip(m_retry->accessibleName());
    m_retry->hide();
    auto* row = new QHBoxLayout;
    row->setContentsMargins(0, 0, 8, 0);
    row->addWidget(m_problem, 1);
    row->addWidget(m_retry);
    connect(m_retry, &QPushButton::clicked, m_inspector, &Inspector::retry);
    return row;
}

QWidget* TensorPanel::makeBrushButton()
{
    auto* button
        = makeToolButton("brushMode", tr("Brush"),
                         tr("On: drag over bins to see the atoms that make them; Ctrl + drag zooms. Off: drag zooms, Ctrl + drag "
                            "brushes. Click: one bin. Keys in the plot: left, right, with Shift wider, up and down, Escape"),
                         this);
    button->setMinimumWidth(button->fontMetrics().horizontalAdvance(button->text()) + 8); // in a narrow window
    button->setAccessibleName(tr("Dragging in a plot brushes bins"));
    button->setCheckable(true);
    button->setChecked(true);
    connect(button, &QToolButton::toggled, m_links, &TensorLinks::setBrushing);
    return button;
}

QWidget* TensorPanel::makeExplainButton(TermStudy* study)
{
    m_explain
        = makeToolButton("explainTerms", tr("What am I seeing?"),
                         tr("Explains each plot beside it: the formula of the term, with the numbers of this structure"), this);
    m_explain->setAccessibleName(tr("What am I seeing? Explains the plots"));
    m_explain->setCheckable(true);
    m_explain->setMinimumWidth(28); // where there is no room it is a question mark
    connect(m_explain, &QToolButton::toggled, study, &TermStudy::setWanted);
    return m_explain;
}

QWidget* TensorPanel::makeSwitch()
{
    auto* row = new QWidget(this);
    auto* layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    const auto add = [&](TensorDisplay display, const char* name, const QString& text, const QString& toolTip) {
        auto* button = makeToolButton(name, text, toolTip, row);
        button->setMinimumWidth(button->fontMetrics().horizontalAdvance(text) + 8); // in a narrow window
        button->setCheckable(true);
        button->setChecked(display == m_display);
        m_switch->addButton(button, static_cast<int>(display));
        layout->addWidget(button);
    };
    add(TensorDisplay::Curves, "showCurves", tr("Curves"), tr("One curve per element block"));
    add(TensorDisplay::HeatMap, "showHeatMap", tr("Heat map"), tr("Element blocks x bins as colours"));
    add(TensorDisplay::Both, "showBoth", tr("Both"), tr("Curves and heat map side by side"));
    connect(m_switch, &QButtonGroup::idClicked, this, [this](int id) { setDisplay(static_cast<TensorDisplay>(id)); });
    return row;
}

QWidget* TensorPanel::makeHint(GridFitter* grids)
{
    auto* hint = new QWidget(this);
    m_hintText = new QLabel(hint);
    m_hintText->setObjectName("outsideGrid");
    m_hintText->setWordWrap(true);
    m_hintText->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto* button = new QPushButton(tr("Fit grids to data"), hint);
    button->setObjectName("fitGridsHere");
    button->setAccessibleName(tr("Fit the grids to the data, so that all elements are seen"));
    button->setToolTip(tr("Chooses the grid of each term so that it holds what occurs in the open structures"));
    auto* layout = new QHBoxLayout(hint);
    layout->setContentsMargins(8, 2, 8, 4);
    layout->addWidget(m_hintText, 1);
    layout->addWidget(button);
    connect(button, &QPushButton::clicked, grids, &GridFitter::fit);
    connect(grids, &GridFitter::stateChanged, button, [button, grids] { button->setEnabled(!grids->isRunning()); });
    hint->hide();
    return hint;
}

void TensorPanel::setDisplay(TensorDisplay display)
{
    m_display = display;
    for (TensorTermView* view : m_terms)
        view->setDisplay(display);
}

void TensorPanel::showResult()
{
    if (!m_inspector->tensor()) {
        m_shown = nullptr;
        arrange();
    } else if (m_inspector->tensor() != m_shown) {
        showTensor(m_inspector->tensor());
    }
    if (m_inspector->isFresh()) {
        m_greyLater->stop();
        grey(false);
    } else if (!m_greyLater->isActive()) {
        m_greyLater->start();
    }
    showMessage();
}

void TensorPanel::showTensor(std::shared_ptr<const MbtrTensor> tensor)
{
    const bool otherSettings = !m_shown || m_shown->layout->settings != tensor->layout->settings;
    const bool otherElements = !m_shown || m_shown->layout->species != tensor->layout->species;
    m_shown = std::move(tensor);
    if (m_terms.size() != m_shown->layout->settings.terms.size())
        makeTerms(*m_shown);
    for (TensorTermView* view : m_terms) {
        if (otherElements)
            view->forgetNames();
        else if (otherSettings)
            view->forgetRanges();
        view->setTensor(m_shown, m_inspector->structure() && m_inspector->structure()->isPeriodic());
    }
    m_links->showTensor(m_shown);
    alignLegends();
    arrange();
    for (int i = 0; i < m_tabs->count(); ++i) {
        m_tabs->setTabText(i, tr("k = %1").arg(m_shown->layout->settings.terms[static_cast<std::size_t>(i)].k));
        m_tabs->setTabToolTip(i, termLabel(*m_shown, i));
    }
}

void TensorPanel::alignLegends()
{
    int width = 0;
    for (const TensorTermView* view : m_terms)
        width = std::max(width, view->curves()->legend()->neededWidth());
    for (const TensorTermView* view : m_terms)
        view->curves()->legend()->setCommonWidth(width);
}

/// The same tab where it still has the chosen order, else the first one that has it.
int TensorPanel::firstTab(const std::vector<TermSettings>& terms, int before) const
{
    const auto hasOrder = [this](const TermSettings& term) { return term.k == m_chosenOrder; };
    if (before >= 0 && before < static_cast<int>(terms.size()) && hasOrder(terms[static_cast<std::size_t>(before)]))
        return before;
    const auto found = std::find_if(terms.begin(), terms.end(), hasOrder);
    return found == terms.end() ? 0 : static_cast<int>(found - terms.begin());
}

void TensorPanel::makeTerms(const MbtrTensor& tensor)
{
    const QSignalBlocker blocker(m_tabs);
    const int before = m_tabs->currentIndex();
    m_links->setTerms({});
    m_explainer->setTerms({});
    qDeleteAll(m_terms);
    m_terms.clear();
    while (m_tabs->count() > 0)
        m_tabs->removeTab(0);
    for (int i = 0; i < static_cast<int>(tensor.layout->settings.terms.size()); ++i) {
        auto* view = new TensorTermView(i);
        view->setDisplay(m_display);
        m_stack->addWidget(view);
        m_stack->setStretchFactor(i, 1);
        m_terms.push_back(view);
        m_tabs->addTab({});
    }
    m_links->setTerms(m_terms);
    m_explainer->setTerms(m_terms);
    m_tabs->setCurrentIndex(firstTab(tensor.layout->settings.terms, before));
    arrange();
}

void TensorPanel::arrange()
{
    const int count = static_cast<int>(m_terms.size());
    const bool stacked = count < 2 || m_stack->height() >= count * kSmallestTerm || height() - 40 >= count * kSmallestTerm;
    m_tabs->setVisible(!stacked && m_shown);
    for (int i = 0; i < count; ++i)
        m_terms[static_cast<std::size_t>(i)]->setVisible(stacked || i == m_tabs->currentIndex());
}

void TensorPanel::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    m_explain->setText(width() < kRoomForWords ? QString("?") : tr("What am I seeing?"));
    arrange();
}

void TensorPanel::showMessage()
{
    showProblem(m_problem, m_inspector->problem());
    m_retry->setVisible(m_inspector->wasCancelled());
    const bool noData = !m_session->dataset().value || m_session->dataset().value->size() == 0;
    m_empty->setText(noData                                 ? tr("Open a file to see the tensor of its structures.")
                         : m_selection->structure() < 0     ? tr("Choose a structure to see its tensor.")
                         : m_inspector->problem().isEmpty() ? tr("Computing the tensor…")
                                                            : QString());
    const bool nothing = !m_shown || m_terms.empty();
    m_empty->setVisible(nothing);
    m_hintText->setText(nothing ? QString() : outsideGrid(*m_shown->layout));
    m_hint->setVisible(!m_hintText->text().isEmpty());
    m_stack->setVisible(!nothing);
    for (QAbstractButton* button : m_switch->buttons())
        button->setEnabled(!nothing);
}

void TensorPanel::grey(bool stale)
{
    for (TensorTermView* view : m_terms)
        view->setStale(stale);
}

} // namespace mbtr::gui
