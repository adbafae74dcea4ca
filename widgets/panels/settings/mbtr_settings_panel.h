#pragma once

#include "core/mbtr/settings.h"

#include <QWidget>
#include <vector>

class QTabWidget;

namespace mbtr::gui {

class AllTermsForm;
class GridFitter;
enum class Grids;
class Session;
class SettingsBar;
class TermForm;

/// Edits the settings of the tensor. A valid change goes to the Session at once; an invalid one is marked where it is and
/// waits until it is valid.
class MbtrSettingsPanel : public QWidget {
    Q_OBJECT

public:
    MbtrSettingsPanel(Session* session, GridFitter* grids, QWidget* parent = nullptr);

    /// Shows the settings of a term.
    void showTerm(int term);

signals:
    /// By hand.
    void termChosen(int term);

private slots:
    void readSession();

private:
    QWidget* makeAddButton();
    void makeTerms();
    void addTermForm();
    void showTabs();
    void showPage(QWidget* form);
    void showSettings();
    void showResolution();
    void propose(const QString& what);
    void propose(const QString& what, Grids grids);
    void showProblem(const QString& field, const QString& problem);
    void clearProblems();

    Session* m_session;
    MbtrSettings m_draft; ///< as on the screen, perhaps not valid yet
    std::vector<int> m_elements; ///< of the dataset
    SettingsBar* m_bar;
    QTabWidget* m_tabs; ///< one for each term, then what is common to all
    std::vector<TermForm*> m_terms;
    AllTermsForm* m_allTerms;
};

} // namespace mbtr::gui
