#pragma once

#include <QWidget>

#include <memory>

class QLabel;

namespace mbtr::gui {

class NumberField;
class Selection;
class Session;
template <typename T> class LatestJob;

/// What is known of the current structure: formula, mass, fragments, rings; of crystals density, volume and space group.
class InfoPanel : public QWidget {
    Q_OBJECT

public:
    InfoPanel(Session* session, Selection* selection, QWidget* parent = nullptr);
    ~InfoPanel() override;

protected:
    void showEvent(QShowEvent* event) override;

private:
    void ask();

    Session* m_session;
    Selection* m_selection;
    QLabel* m_text;
    NumberField* m_tolerance;
    std::unique_ptr<LatestJob<QString>> m_job;
};

} // namespace mbtr::gui
