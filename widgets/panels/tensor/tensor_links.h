#pragma once

#include <QObject>
#include <memory>
#include <optional>
#include <vector>

namespace mbtr {
struct MbtrTensor;
}

namespace mbtr::gui {

class CurveBrush;
class CurveCompanionsLayer;
class Inspector;
class Selection;
class TensorTermView;
struct Brush;
struct CurveRange;

/// Links the plots of a tensor with the atoms: what is brushed in a plot goes to the Selection and is shown in its plot,
/// picked atoms show their own part under the curves, and while a structure is changed by hand the curves from before stay
/// as ghosts.
class TensorLinks : public QObject {
    Q_OBJECT

public:
    TensorLinks(Selection* selection, Inspector* inspector, QObject* parent);

    /// The views that are there now; before they are deleted: none.
    void setTerms(const std::vector<TensorTermView*>& terms);
    void showTensor(std::shared_ptr<const MbtrTensor> tensor);
    /// Does a plain drag brush?
    void setBrushing(bool on);
    /// What the filled parts are; empty where no atom is picked.
    QString pickedText() const;

signals:
    void pickedTextChanged();

private:
    struct Term {
        TensorTermView* view;
        CurveBrush* brush;
        CurveCompanionsLayer* companions;
    };
    void choose(int term, const std::optional<CurveRange>& range);
    void showBrush();
    void showCompanions();
    void followPreview();
    int blockOfCurve(int term, int curve) const;
    int curveOfBlock(int block) const;

    Selection* m_selection;
    Inspector* m_inspector;
    std::vector<Term> m_terms;
    std::shared_ptr<const MbtrTensor> m_tensor;
    std::shared_ptr<const MbtrTensor> m_ghost; ///< as it was before the hand began
    bool m_brushing = true;
};

} // namespace mbtr::gui
