#pragma once

#include "core/mbtr/settings.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QLabel;
class QPushButton;

namespace mbtr::gui {

class GridFitter;
class Session;
enum class Grids;

/// Complete settings of the tensor: presets, grids fitted to the data, settings files.
class SettingsBar : public QWidget {
    Q_OBJECT

public:
    SettingsBar(Session* session, GridFitter* grids, QWidget* parent = nullptr);

    /// Names the preset that they are.
    void setSettings(const MbtrSettings& settings);
    void showProblem(const QString& problem);

signals:
    /// what: "Choose preset".
    void chosen(const mbtr::MbtrSettings& settings, const QString& what, mbtr::gui::Grids grids);

private:
    QPushButton* makeButton(const char* name, const QString& text, const QString& accessibleName, const QString& toolTip);
    void connectGrids();
    void showPreset();
    void showFollowing();
    void choosePreset(int index);
    void open();
    void save();
    void openFile(const QString& path);
    void saveFile(const QString& path);

    Session* m_session;
    GridFitter* m_grids;
    MbtrSettings m_settings;
    QComboBox* m_presets;
    QPushButton* m_fit = nullptr;
    QCheckBox* m_follow; ///< hidden while there is nothing to tell
    QLabel* m_problem;
};

} // namespace mbtr::gui
