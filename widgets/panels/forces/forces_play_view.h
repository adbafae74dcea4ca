#pragma once

#include "widgets/work/preview_player.h"

#include <QWidget>

class QLabel;
class QPushButton;
class QTableWidget;

namespace mbtr::gui {

class ForceTrainer;

/// A table of motions: a chosen row moves in the 3-D view. Above it a button that computes something and one that stops.
class ForcesPlayView : public QWidget {
    Q_OBJECT

public:
    ~ForcesPlayView() override;

protected:
    /// Object names and texts of what is shown.
    struct Words {
        const char *action, *stop, *text, *table;
        QString actionText, actionToolTip, tableName;
    };
    ForcesPlayView(ForceTrainer* trainer, PreviewPlayer* player, const Words& words, QWidget* parent);

    /// Empty: there is none.
    virtual PreviewPlayer::Frame motionOf(int row) const = 0;
    virtual void showState();
    void hideEvent(QHideEvent* event) override;

    ForceTrainer* trainer() const { return m_trainer; }
    PreviewPlayer* player() const { return m_player; }
    QPushButton* action() const { return m_action; }
    QLabel* text() const { return m_text; }
    QTableWidget* table() const { return m_table; }

private:
    void playRow(int row);

    ForceTrainer* m_trainer;
    PreviewPlayer* m_player;
    QPushButton* m_action;
    QPushButton* m_stop;
    QLabel* m_text;
    QTableWidget* m_table;
};

} // namespace mbtr::gui
