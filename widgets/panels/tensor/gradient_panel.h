#pragma once

#include <QWidget>
#include <array>
#include <memory>

class QCheckBox;
class QLabel;
class QPushButton;
class QSlider;
class QTimer;

namespace mbtr::gui {

class GradientInspector;
class Inspector;
class Selection;
class StructureEditor;
struct BrushGradient;

/// How the value of the brushed bins changes with the atoms and the cell: switch, length of the arrows, numbers that prove
/// it, and a player that moves the atoms uphill.
class GradientPanel : public QWidget {
    Q_OBJECT

public:
    GradientPanel(Selection* selection, StructureEditor* editor, Inspector* inspector, QWidget* parent = nullptr);

    /// How long the longest arrow is drawn, angstrom.
    double arrowLength() const;

signals:
    void arrowLengthChanged();

private:
    void describeFields();
    void buildStrain();
    void buildLayout();
    void show();
    void showChecks(const BrushGradient& answer);
    void play(bool on);
    void step();
    void stop(const QString& why);
    void end(bool keep);
    void showButtons();

    Selection* m_selection;
    StructureEditor* m_editor;
    Inspector* m_inspector;
    GradientInspector* m_gradient;
    QPushButton* m_on;
    QPushButton* m_play;
    QPushButton* m_keep;
    QPushButton* m_back;
    QCheckBox* m_withCell;
    QSlider* m_length;
    QLabel* m_value;
    QLabel* m_checks;
    QWidget* m_strain;
    std::array<QLabel*, 9> m_strainCells {};
    QTimer* m_nextStep;
    double m_stepLength = 0; ///< angstrom
    double m_begin = 0; ///< value when the player began
    double m_last = 0; ///< value before the last step
    QString m_why; ///< it stopped
};

} // namespace mbtr::gui
