#pragma once

#include <QWidget>
#include <vector>

class QLabel;
class QPushButton;
class QTableWidget;
class QTableWidgetItem;

namespace mbtr::gui {

using CorrelationMatrix = std::vector<std::vector<double>>; ///< empty = the identity

/// The same matrix for other elements: entries of elements that stay are kept, others are those of the identity.
CorrelationMatrix adaptedTo(const std::vector<int>& after, const CorrelationMatrix& matrix, const std::vector<int>& before);

/// Edits the element correlation matrix. An entry and its mirror are the same number.
class CorrelationTable : public QWidget {
    Q_OBJECT

public:
    explicit CorrelationTable(QWidget* parent = nullptr);

    /// Without a signal. No species: there is nothing to edit, a sentence says why.
    void setMatrix(const CorrelationMatrix& matrix, const std::vector<int>& species);

signals:
    /// By the user only.
    void matrixChanged(const std::vector<std::vector<double>>& matrix);

private:
    void take(QTableWidgetItem* item);
    void fill();
    void fitHeight();

    CorrelationMatrix m_matrix;
    std::vector<int> m_species;
    QTableWidget* m_table;
    QPushButton* m_reset;
    QLabel* m_hint;
};

} // namespace mbtr::gui
