#include "widgets/panels/settings/mbtr_settings_panel.h"

#include "core/base/error.h"
#include "core/dataset/dataset.h"
#include "widgets/document/dataset_overview.h"
#include "widgets/document/session.h"
#include "widgets/fields/units.h"
#include "widgets/panels/settings/all_terms_form.h"
#include "widgets/panels/settings/resolution_text.h"
#include "widgets/panels/settings/settings_bar.h"
#include "widgets/panels/settings/term_defaults.h"
#include "widgets/panels/settings/term_form.h"

#include <QHBoxLayout>
#include <QMenu>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QTabBar>
#include <QTabWidget>
#include <QVBoxLayout>
#include <algorithm>

namespace mbtr::gui {

namespace {

QScrollArea* inScrollArea(QWidget* content)
{
    auto* area = new QScrollArea;
    area->setWidget(content);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setMinimumWidth(content->minimumSizeHint().width() + area->verticalScrollBar()->sizeHint().width());
    return area;
}

/// The tab to start on: there is most to choose.
int firstPairs(const MbtrSettings& settings)
{
    const auto pairs
        = std::find_if(settings.terms.begin(), settings.terms.end(), [](const TermSettings& term) { return term.k == 2; });
    return pairs == settings.terms.end() ? 0 : static_cast<int>(pairs - settings.terms.begin());
}

/// "sigma: must be larger than 0" -> "Must be larger than 0."
QString sentenceOf(const SettingsError& error)
{
    QString text = QString::fromStdString(error.what()).mid(static_cast<int>(error.field().size()) + 2);
    text.replace(0, 1, text.left(1).toUpper());
    return text.endsWith('.') ? text : text + '.';
}

} // namespace

MbtrSettingsPanel::MbtrSettingsPanel(Session* session, GridFitter* grids, QWidget* parent)
    : QWidget(parent)
    , m_session(session)
    , m_bar(new SettingsBar(session, grids, this))
    , m_tabs(new QTabWidget(this))
    , m_allTerms(new AllTermsForm)
{
    setObjectName("mbtrSettingsPanel");
    setAccessibleName(tr("Tensor settings"));
    m_tabs->setObjectName("settingsTabs");
    m_tabs->setAccessibleName(tr("Terms and what is common to all of them"));
    m_tabs->tabBar()->setObjectName("settingsTabBar");
    m_tabs->tabBar()->setAccessibleName(m_tabs->accessibleName());
    m_tabs->setDocumentMode(true);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_bar);
    layout->addWidget(m_tabs, 1);
    m_tabs->addTab(inScrollArea(m_allTerms), tr("All terms"));
    m_tabs->setCornerWidget(makeAddButton());
    const auto take = [this](const MbtrSettings& settings, const QString& what) {
        m_draft = settings;
        propose(what);
    };
    connect(m_bar, &SettingsBar::chosen, this, [this](const MbtrSettings& settings, const QString& what, Grids follow) {
        m_draft = settings;
        propose(what, follow);
    });
    connect(m_allTerms, &AllTermsForm::edited, this, take);
    connect(m_session, &Session::inputsChanged, this, [this](Inputs inputs) {
        if (inputs.testFlag(Input::Mbtr) || inputs.testFlag(Input::Grids))
            readSession();
    });
    connect(m_session, &Session::resultChanged, this, [this](Stage stage) {
        if (stage != Stage::Dataset)
            return;
        m_elements = m_session->overview() ? m_session->overview()->elements : std::vector<int>();
        showResolution();
    });
    readSession();
    m_tabs->setCurrentIndex(firstPairs(m_draft));
    connect(m_tabs, &QTabWidget::currentChanged, this, [this](int tab) {
        if (tab < static_cast<int>(m_terms.size()))
            emit termChosen(tab);
    });
}

void MbtrSettingsPanel::showTerm(int term)
{
    const QSignalBlocker blocker(this);
    if (term >= 0 && term < static_cast<int>(m_terms.size()))
        m_tabs->setCurrentIndex(term);
}

QWidget* MbtrSettingsPanel::makeAddButton()
{
    auto* button = new QPushButton(tr("Add term"), this);
    button->setObjectName("addTerm");
    button->setAccessibleName(tr("Add a term"));
    button->setToolTip(tr("Add a term of one to four atoms"));
    auto* menu = new QMenu(button);
    const QStringList names {tr("k = 1, elements"), tr("k = 2, pairs"), tr("k = 3, triples"), tr("k = 4, chains")};
    for (int k = 1; k <= 4; ++k)
        menu->addAction(names[k - 1], this, [this, k] {
            m_draft.terms.push_back(defaultTerm(k));
            propose(tr("Add term"));
            m_tabs->setCurrentIndex(static_cast<int>(m_terms.size()) - 1);
        });
    button->setMenu(menu);
    auto* corner = new QWidget(this); // with a margin at the window's edge
    auto* layout = new QHBoxLayout(corner);
    layout->setContentsMargins(4, 0, 8, 2);
    layout->addWidget(button);
    return corner;
}

void MbtrSettingsPanel::readSession()
{
    m_draft = m_session->mbtrSettings();
    clearProblems();
    showSettings();
}

void MbtrSettingsPanel::makeTerms()
{
    while (m_terms.size() > m_draft.terms.size()) {
        QWidget* page = m_tabs->widget(static_cast<int>(m_terms.size()) - 1);
        m_tabs->removeTab(m_tabs->indexOf(page));
        page->deleteLater();
        m_terms.pop_back();
    }
    while (m_terms.size() < m_draft.terms.size())
        addTermForm();
}

void MbtrSettingsPanel::addTermForm()
{
    const std::size_t i = m_terms.size();
    auto* form = new TermForm(static_cast<int>(i));
    m_tabs->insertTab(static_cast<int>(i), inScrollArea(form), {});
    m_terms.push_back(form);
    connect(form, &TermForm::edited, this, [this, i](const TermSettings& term, const QString& what) {
        m_draft.terms[i] = term;
        propose(what);
    });
    connect(form, &TermForm::removeRequested, this, [this, i] {
        m_draft.terms.erase(m_draft.terms.begin() + static_cast<std::ptrdiff_t>(i));
        propose(tr("Remove term %1").arg(i + 1));
    });
}

void MbtrSettingsPanel::showTabs()
{
    for (std::size_t i = 0; i < m_terms.size(); ++i) {
        const auto& term = m_draft.terms[i];
        m_tabs->setTabText(static_cast<int>(i), tr("k = %1").arg(term.k));
        m_tabs->setTabToolTip(static_cast<int>(i), tr("Term %1: %2").arg(i + 1).arg(geometryName(term.geometry)));
    }
}

/// What the user is told about must be in sight.
void MbtrSettingsPanel::showPage(QWidget* form)
{
    for (int i = 0; i < m_tabs->count(); ++i)
        if (m_tabs->widget(i) == form || m_tabs->widget(i)->isAncestorOf(form))
            m_tabs->setCurrentIndex(i);
}

void MbtrSettingsPanel::showSettings()
{
    makeTerms();
    for (std::size_t i = 0; i < m_terms.size(); ++i)
        m_terms[i]->setTerm(m_draft.terms[i], m_draft.discretization, m_terms.size() > 1);
    showResolution();
    m_allTerms->setSettings(m_draft);
    showTabs();
    m_bar->setSettings(m_draft);
}

void MbtrSettingsPanel::showResolution()
{
    for (std::size_t i = 0; i < m_terms.size(); ++i)
        m_terms[i]->showResolution(
            resolutionText(m_draft.terms[i], m_draft.discretization, m_draft.species.value_or(m_elements)));
}

void MbtrSettingsPanel::propose(const QString& what)
{
    propose(what, Grids::AsBefore);
}

void MbtrSettingsPanel::propose(const QString& what, Grids grids)
{
    if (m_draft.discretization != Discretization::Dscribe)
        m_draft.normalizeGaussians = true; // the others have no choice
    clearProblems();
    try {
        validate(m_draft);
    } catch (const SettingsError& error) {
        showSettings();
        return showProblem(QString::fromStdString(error.field()), sentenceOf(error));
    }
    if (m_draft == m_session->mbtrSettings() && grids == Grids::AsBefore)
        return showSettings();
    m_session->changeMbtrSettings(m_draft, what, grids);
}

void MbtrSettingsPanel::showProblem(const QString& field, const QString& problem)
{
    const int dot = static_cast<int>(field.indexOf("]."));
    if (!field.startsWith("terms[") || dot < 0) {
        m_allTerms->showProblem(problem);
        return showPage(m_allTerms);
    }
    const auto term = static_cast<std::size_t>(field.mid(6, dot - 6).toInt());
    if (term >= m_terms.size())
        return;
    m_terms[term]->showProblem(field.mid(dot + 2), problem);
    showPage(m_terms[term]);
}

void MbtrSettingsPanel::clearProblems()
{
    m_bar->showProblem({});
    m_allTerms->showProblem({});
    for (TermForm* form : m_terms)
        form->clearProblems();
}

} // namespace mbtr::gui
