#pragma once

#include "widgets/document/session.h"

#include <QUndoCommand>

namespace mbtr::gui {

/// One step of the Edit menu: settings of one kind before and after.
class ChangeSettingsCommand : public QUndoCommand {
public:
    ChangeSettingsCommand(Session* session, const MbtrSettings& before, const MbtrSettings& after, const QString& what);
    ChangeSettingsCommand(Session* session, const TrainingSettings& before, const TrainingSettings& after, const QString& what);

    void undo() override { apply(m_before); }
    void redo() override { apply(m_after); }
    int id() const override { return static_cast<int>(m_input); }
    bool mergeWith(const QUndoCommand* next) override;

private:
    struct State {
        MbtrSettings mbtr;
        TrainingSettings training;
        bool operator==(const State&) const = default;
    };
    void apply(const State& state);

    Session* m_session;
    Input m_input;
    State m_before;
    State m_after;
};

} // namespace mbtr::gui
