#pragma once

#include <QObject>
#include <vector>

namespace mbtr::gui {

class TensorTermView;
class TermStudy;

/// Writes "What am I seeing?" beside the plots of a tensor, for the structure and settings as they are.
class TermExplainer : public QObject {
    Q_OBJECT

public:
    TermExplainer(TermStudy* study, QObject* parent);

    /// The views that are there now; before they are deleted: none.
    void setTerms(const std::vector<TensorTermView*>& terms);

private:
    void show();

    TermStudy* m_study;
    std::vector<TensorTermView*> m_terms;
};

} // namespace mbtr::gui
