#pragma once

#include "core/mbtr/settings.h"

#include <QWidget>
#include <vector>

class QCheckBox;
class QComboBox;
class QLabel;
class QScrollArea;
class QVBoxLayout;

namespace mbtr::gui {

class ChoiceBox;
class Session;
class TermForm;

/// Edits the settings of the tensor. A valid change goes to the Session at once; an invalid one is marked where it is and
/// waits until it is valid.
class MbtrSettingsPanel : public QWidget {
    Q_OBJECT

public:
    explicit MbtrSettingsPanel(Session* session, QWidget* parent = nullptr);

private slots:
    void readSession();

private:
    QWidget* makeFileRow();
    QWidget* makeGlobals();
    QWidget* makeAddButton();
    void makeTerms();
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
    MbtrSettings m_draft; ///< as on the screen, perhaps not valid yet
    QComboBox* m_presets;
    QLabel* m_problem;
    QScrollArea* m_scroll;
    QVBoxLayout* m_termsLayout;
    std::vector<TermForm*> m_terms;
    ChoiceBox* m_discretization;
    ChoiceBox* m_normalization;
    ChoiceBox* m_reversals;
    ChoiceBox* m_periodicity;
    QCheckBox* m_normalizeGaussians;
    QLabel* m_globalProblem;
};

} // namespace mbtr::gui
