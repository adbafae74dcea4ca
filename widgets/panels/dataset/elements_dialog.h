#pragma once

#include "core/dataset/dataset.h"

#include <QDialog>
#include <vector>

class QDialogButtonBox;
class QFormLayout;
class QLabel;
class QLineEdit;

namespace mbtr::gui {

/// Asks for the elements of a file that does not say them: one field a species.
class ElementsDialog : public QDialog {
    Q_OBJECT

public:
    ElementsDialog(const ElementsQuestion& question, QWidget* parent);

    /// Atomic numbers, one a species; where the file has a single one, perhaps one an atom ("Ga4,As4"). Empty while fields are
    /// not right.
    std::vector<int> elements() const { return m_elements; }

private:
    void addField(QFormLayout* form, std::size_t index, const QString& species);
    void check();

    std::vector<QLineEdit*> m_fields;
    std::vector<int> m_elements;
    QLabel* m_problem;
    QDialogButtonBox* m_buttons;
};

} // namespace mbtr::gui
