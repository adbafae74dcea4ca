#pragma once

#include "core/mbtr/settings.h"

#include <QWidget>
#include <vector>

class QCheckBox;
class QComboBox;
class QLabel;
class QPushButton;
class QTabWidget;

namespace mbtr::gui {

class ChoiceBox;
class FieldGrid;
class GridFitter;
class Session;
class TermForm;

/// Edits the settings of the tensor. A valid change goes to the Session at once; an invalid one is marked where it is and
/// waits until it is valid.
class MbtrSettingsPanel : public QWidget {
    Q_OBJECT

public:
    MbtrSettingsPanel(Session* session, GridFitter* grids, QWidget* parent = nullptr);

private slots:
    void readSession();

private:
    QWidget* makeFileRow();
    QPushButton* makeButton(const char* name, const QString& text, const QString& accessibleName, const QString& toolTip);
    QWidget* makeGlobals();
    QWidget* makeAddButton();
    void connectGrids();
    void makeTerms();
    void addTermForm();
    void showTabs();
    void showPage(QWidget* form);
    void showSettings();
    void showPreset();
    void propose(const QString& what);
    void showProblem(const QString& field, const QString& problem);
    void clearProblems();
    void choosePreset(int index);
    void open();
    void save();
    void openFile(const QString& path);
    void saveFile(const QString& path);

    Session* m_session;
    GridFitter* m_grids;
    MbtrSettings m_draft; ///< as on the screen, perhaps not valid yet
    QComboBox* m_presets;
    QLabel* m_problem;
    QTabWidget* m_tabs; ///< one for each term, then what is common to all
    QPushButton* m_fit;
    std::vector<TermForm*> m_terms;
    ChoiceBox* m_discretization;
    ChoiceBox* m_normalization;
    ChoiceBox* m_reversals;
    ChoiceBox* m_periodicity;
    QCheckBox* m_normalizeGaussians;
    QLabel* m_globalProblem;
};

} // namespace mbtr::gui
