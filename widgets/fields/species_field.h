#pragma once

#include <QWidget>
#include <optional>
#include <vector>

class QLabel;
class QLineEdit;

namespace mbtr::gui {

/// Chemical elements as text, "H, C, O"; empty or "auto" = those of the data. What is no list of elements is marked, the reason
/// stands below.
class SpeciesField : public QWidget {
    Q_OBJECT

public:
    using Species = std::optional<std::vector<int>>; ///< atomic numbers; nothing = those of the data

    explicit SpeciesField(QWidget* parent = nullptr);

    /// Without a signal.
    void setSpecies(const Species& species);
    QString problem() const;

signals:
    /// By the user only, when the editing is finished.
    void speciesChanged(const std::optional<std::vector<int>>& species);

private:
    void takeText();

    QLineEdit* m_edit;
    QLabel* m_problem;
    Species m_species;
};

} // namespace mbtr::gui
