#pragma once

#include <QToolButton>

namespace mbtr::gui {

class ModelDesk;

/// Saves and loads models, and predicts all open structures.
class ModelMenu : public QToolButton {
    Q_OBJECT

public:
    explicit ModelMenu(ModelDesk* desk, QWidget* parent = nullptr);

private:
    void save();
    void load();
    void predictAll();
    void askForSources(const QStringList& paths);

    ModelDesk* m_desk;
};

} // namespace mbtr::gui
