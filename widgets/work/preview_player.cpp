#include "widgets/work/preview_player.h"

#include "widgets/document/selection.h"
#include "widgets/document/session.h"

namespace mbtr::gui {

namespace {

constexpr int kFrameMilliseconds = 16;

} // namespace

PreviewPlayer::PreviewPlayer(Session* session, Selection* selection, QObject* parent)
    : QObject(parent)
    , m_session(session)
    , m_selection(selection)
{
    m_timer.setInterval(kFrameMilliseconds);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &PreviewPlayer::show);
    const auto turnTo = [this] {
        stop();
        emit structureChanged();
    };
    connect(selection, &Selection::structureChanged, this, turnTo);
    connect(session, &Session::structureEdited, this, turnTo);
}

PreviewPlayer::~PreviewPlayer() = default;

std::shared_ptr<const Structure> PreviewPlayer::structure() const
{
    return m_session->structure(m_selection->structure()).structure;
}

void PreviewPlayer::play(const QObject* owner, Hand hand, Frame frame)
{
    stop();
    m_base = structure();
    if (!m_base)
        return;
    m_owner = owner;
    m_frame = std::move(frame);
    m_clock.start();
    m_timer.start();
    m_selection->setSimulated(true, hand == Hand::Pulls);
}

void PreviewPlayer::stop()
{
    if (!m_timer.isActive())
        return;
    m_timer.stop();
    m_frame = nullptr;
    m_owner = nullptr;
    m_selection->setPreview({});
    m_selection->setSimulated(false);
    emit stopped();
}

void PreviewPlayer::show()
{
    auto positions = m_frame(static_cast<double>(m_clock.elapsed()) / 1000);
    if (!positions || !m_timer.isActive())
        return;
    auto moved = std::make_shared<Structure>(*m_base);
    moved->positions = std::move(*positions);
    m_selection->setPreview({std::move(moved), m_session->structure(m_selection->structure()).bonds});
}

} // namespace mbtr::gui

#include "moc_preview_player.cpp"
