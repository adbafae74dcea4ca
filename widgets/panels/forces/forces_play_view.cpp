#include "widgets/panels/forces/forces_play_view.h"

#include "widgets/panels/forces/forces_table.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTableWidget>
#include <QVBoxLayout>

namespace mbtr::gui {

ForcesPlayView::ForcesPlayView(ForceTrainer* trainer, PreviewPlayer* player, const Words& words, QWidget* parent)
    : QWidget(parent)
    , m_trainer(trainer)
    , m_player(player)
    , m_action(new QPushButton(words.actionText, this))
    , m_stop(new QPushButton(tr("Stop"), this))
    , m_text(new QLabel(this))
    , m_table(makeForcesTable(words.table, words.tableName, this))
{
    m_action->setObjectName(words.action);
    m_action->setAccessibleName(words.actionText);
    m_action->setToolTip(words.actionToolTip);
    m_stop->setObjectName(words.stop);
    m_stop->setAccessibleName(tr("Stop the animation"));
    m_stop->setToolTip(tr("Stop the animation"));
    m_text->setObjectName(words.text);
    m_text->setWordWrap(true);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->verticalHeader()->hide();
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addWidget(m_action);
    buttons->addWidget(m_stop);
    buttons->addWidget(m_text, 1);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 8, 8, 4);
    layout->setSpacing(6);
    layout->addLayout(buttons);
    layout->addWidget(m_table, 1);
    layout->addStretch(0); // holds the buttons at the top while there is no table
    connect(m_stop, &QPushButton::clicked, player, &PreviewPlayer::stop);
    connect(m_table, &QTableWidget::currentCellChanged, this, [this](int row, int, int before) {
        if (row != before && row >= 0)
            playRow(row);
    });
    connect(m_table, &QTableWidget::cellClicked, this, [this](int row) {
        if (!m_player->isPlaying(this))
            playRow(row);
    });
    connect(player, &PreviewPlayer::stopped, this, &ForcesPlayView::showState);
}

ForcesPlayView::~ForcesPlayView()
{
    m_player->disconnect(this);
    if (m_player->isPlaying(this))
        m_player->stop();
}

void ForcesPlayView::playRow(int row)
{
    if (auto motion = motionOf(row))
        m_player->play(this, PreviewPlayer::Hand::Turns, std::move(motion));
    else if (m_player->isPlaying(this))
        m_player->stop();
    showState();
}

void ForcesPlayView::showState()
{
    m_stop->setEnabled(m_player->isPlaying(this));
}

/// What cannot be stopped here does not go on.
void ForcesPlayView::hideEvent(QHideEvent* event)
{
    QWidget::hideEvent(event);
    if (m_player->isPlaying(this))
        m_player->stop();
}

} // namespace mbtr::gui

#include "moc_forces_play_view.cpp"
