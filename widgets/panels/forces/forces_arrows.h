#pragma once

#include <QWidget>
#include <memory>

class QCheckBox;
class QLabel;

namespace mbtr::gui {

class ForceTrainer;
class Selection;
class VtkView;
struct ForceTraining;

/// Predicted minus reference forces of the current structure, as arrows on its atoms while this is visible, and as numbers.
class ForcesArrows : public QWidget {
    Q_OBJECT

public:
    /// view: where the arrows are drawn; may be nullptr.
    ForcesArrows(ForceTrainer* trainer, Selection* selection, VtkView* view, QWidget* parent = nullptr);

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    void showArrows();

    ForceTrainer* m_trainer;
    Selection* m_selection;
    VtkView* m_view;
    QCheckBox* m_on;
    QLabel* m_text;
    bool m_hasArrows = false; ///< the layer is shared: only what is ours is taken away
};

} // namespace mbtr::gui
